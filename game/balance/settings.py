"""Settings: the numbers of a scenario that its whole table feels, and how far each is tried up and down.

Each is tried from so much under to so much above what the scenario says; a setting that would then be no
number of a scenario stays within what one may be.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from game.rules.game import Game
from game.rules.rounding import half_up

_MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of a scenario.

    Attributes:
        name: The end of its text's key, and its name in a change.
        path: Where it stands in the file, or would stand; () when it stands at many places.
        read: Returns its value: of what stands at many places, percent of what the scenario says.
        write: Returns the game with another value.
        lowest, highest: The values it is tried between.
        step: In which steps.
    """

    name: str
    path: tuple[str | int, ...]
    read: Callable[[Game], int]
    write: Callable[[Game, int], Game]
    lowest: Callable[[Game], int]
    highest: Callable[[Game], int]
    step: Callable[[Game], int] = lambda _: 1


def with_setting(game: Game, name: str, value: int) -> Game:
    """Return the game in which a setting has another value.

    Raises:
        KeyError: There is no such setting.
    """
    return SETTINGS[name].write(game, value)


def _field(name: str, path: tuple[str | int, ...], apart: int) -> Setting:
    """Return a setting that is one whole number of the game itself."""
    return Setting(
        name,
        path,
        lambda game: int(getattr(game, name)),
        lambda game, value: replace(game, **{name: value}),  # type: ignore[arg-type]
        lambda game: max(0, getattr(game, name) - apart),
        lambda game: getattr(game, name) + apart,
    )


def _figure(name: str, apart: int) -> Setting:
    """Return a setting under `figures`."""

    def read(game: Game) -> int:
        return int(getattr(game.figures, name))

    return Setting(
        name,
        ("figures", name),
        read,
        lambda game, value: replace(game, figures=game.figures.model_copy(update={name: value})),
        lambda game: max(0, read(game) - apart) if read(game) >= 0 else read(game) - apart,
        lambda game: min(_MOST_POINTS, read(game) + apart) if read(game) >= 0 else min(0, read(game) + apart),
    )


def _pot() -> Setting:
    def write(game: Game, value: int) -> Game:
        return replace(game, per_round=value)

    def near(percent: int) -> Callable[[Game], int]:
        return lambda game: half_up(game.per_round * percent, 100 * game.step) * game.step

    return Setting(
        "per_round",
        ("budget", "per_round"),
        lambda game: game.per_round,
        write,
        near(80),
        near(120),
        lambda game: game.step,
    )


def _roles(name: str, apart: int, lowest: int) -> Setting:
    """Return a setting that every role has: so many more than the scenario says, 0 for as it says."""

    def write(game: Game, value: int) -> Game:
        def moved(number: int) -> int:
            return max(lowest, min(_MOST_POINTS, number + value))

        roles = {
            id_: replace(role, **{name: moved(getattr(role, name))})  # type: ignore[arg-type]
            for id_, role in game.roles.items()
        }
        return replace(game, roles=roles)

    return Setting(name, (), lambda _: 0, write, lambda _: -apart, lambda _: apart)


def _effects(name: str, existing: bool) -> Setting:
    """Return how much all existing or all new tasks bring, in percent of what the scenario says."""

    def write(game: Game, value: int) -> Game:
        tasks = {
            id_: replace(
                task,
                effects=tuple(
                    (indicator, half_up(low * value, 100), half_up(high * value, 100))
                    for indicator, low, high in task.effects
                ),
            )
            if task.existing == existing
            else task
            for id_, task in game.tasks.items()
        }
        return replace(game, tasks=tasks)

    return Setting(name, (), lambda _: 100, write, lambda _: 80, lambda _: 120)


_ALL = (
    _pot(),
    _roles("capacity", 1, 0),
    _roles("trust", 10, 0),
    _field("slots", ("slots",), 1),
    _field("turns", ("turns",), 2),
    _effects("new_effects", existing=False),
    _effects("existing_effects", existing=True),
    _figure("fit_floor", 15),
    _figure("wording_bonus", 10),
    _figure("cross_percent", 10),
    _figure("used", 3),
    _figure("no_report", 4),
    _figure("kept_co_produce", 3),
)

SETTINGS = {setting.name: setting for setting in _ALL}
"""Every setting that is tried, by its name, in the order in which they are listed."""
