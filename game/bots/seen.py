"""What a bot reads out of its view: the questions that more than one bot asks."""

from typing import Any

from game.bots.bot import View, offered

Option = dict[str, Any]
Field = dict[str, Any]

_AT_WORK = ("running", "done")


class Seen:
    """One look at a view from one seat; what was worked out is kept for this look only."""

    def __init__(self, view: View, seat: str) -> None:
        self.view = view
        self.seat = seat
        self.table: dict[str, Any] = view["table"]
        self._options: list[Option] | None = None
        self._tasks: dict[str, dict[str, Any]] | None = None
        self._funded: list[str] | None = None
        self._wanted: list[str] | None = None

    # What can be done. --------------------------------------------------------------------------------

    @property
    def options(self) -> list[Option]:
        """Every open option that is worth taking: not to take back, not to do once more."""
        if self._options is None:
            made = offered(self.view, self.seat)
            self._options = [option.described() for option in made if option.is_new]
        return self._options

    def option(self, kind: str, **fixed: Any) -> Option | None:
        """Return the first open option of a kind whose fixed fields have these values."""
        found = self.options_of(kind, **fixed)
        return found[0] if found else None

    def options_of(self, kind: str, **fixed: Any) -> list[Option]:
        """Return the open options of a kind whose fixed fields have these values."""
        found = [option for option in self.options if option["kind"] == kind]
        if not fixed or not found:
            return found
        return [option for option in found if fixed.items() <= fixed_fields(option).items()]

    def ids(self, kind: str, field: str, **fixed: Any) -> list[str]:
        """Return the ids that a field of an open option can hold; none when it is not open."""
        option = self.option(kind, **fixed)
        found: list[str] = field_of(option, field)["ids"] if option else []
        return found

    # Who is who. --------------------------------------------------------------------------------------

    @property
    def me(self) -> dict[str, Any]:
        """The public part of the bot's own seat."""
        mine: dict[str, Any] = self.view[f"seat:{self.seat}"]
        return mine

    @property
    def is_ready(self) -> bool:
        """Whether this seat said that it is ready."""
        return self.seat in self.table["ready"]

    @property
    def keeps_ballot(self) -> bool:
        """Whether ballots lie open and this seat's is one of them: it stays as it is."""
        return bool(self.table["step"] == "reveal" and self.me["ballot_in"])

    @property
    def is_director(self) -> bool:
        """Whether this seat is the director's."""
        return bool(self.seat == self.table["director"])

    @property
    def is_last_round(self) -> bool:
        """Whether no round follows."""
        return bool(self.table["round"] >= self.table["rounds"])

    def seat_part(self, seat: str) -> dict[str, Any]:
        """Return the public part of a seat."""
        part: dict[str, Any] = self.view[f"seat:{seat}"]
        return part

    @property
    def others(self) -> list[str]:
        """The other seats, in order."""
        return [seat for seat in self.table["seats"] if seat != self.seat]

    # What is known and what lies on the table. --------------------------------------------------------

    @property
    def tasks(self) -> dict[str, dict[str, Any]]:
        """Every task by its id, in scenario order."""
        if self._tasks is None:
            start = "task:"
            names = [name for name in self.view if name.startswith(start)]
            self._tasks = {name[len(start) :]: self.view[name] for name in names}
        return self._tasks

    @property
    def on_table(self) -> list[str]:
        """The tasks on the table."""
        return [id_ for id_, task in self.tasks.items() if task["on_table"]]

    @property
    def funded(self) -> list[str]:
        """The tasks that got money this round and did not start yet."""
        if self._funded is None:
            self._funded = [id_ for id_, task in self.tasks.items() if task["status"] == "funded"]
        return self._funded

    @property
    def wanted(self) -> list[str]:
        """Needs that were told or found and that no task at work answers, the first told first."""
        if self._wanted is None:
            needs = [card["need"] for card in self.view["cards"]] + self.view["chair"]["found"]
            at_work = [task for task in self.tasks.values() if task["status"] in _AT_WORK]
            answered = {need for task in at_work for need in task["answers"]}
            self._wanted = [need for need in dict.fromkeys(needs) if need not in answered]
        return self._wanted

    @property
    def still_open(self) -> list[dict[str, Any]]:
        """Cards told this round that no task answers that is at work, or funded and taken on."""
        answered = {
            need
            for task in self.tasks.values()
            if task["status"] in _AT_WORK or (task["status"] == "funded" and task["doer"])
            for need in task["answers"]
        }
        now = self.table["round"]
        return [card for card in self.view["cards"] if card["round"] == now and card["need"] not in answered]

    def effect(self, task: str) -> int:
        """Return what a task may bring in all, in tenths of a point: the middle of its ranges."""
        return sum((low + high) // 2 for low, high in self.tasks[task]["effects"].values())

    def cost(self, task: str) -> int:
        """Return what a task costs now: for one that started before, what there is to pay on it."""
        return int((self.tasks[task]["to_pay"] or self.tasks[task])["cost"])

    def least(self, task: str) -> int:
        """Return the least of use to a task now."""
        return int((self.tasks[task]["to_pay"] or self.tasks[task])["minimum"])

    def can_be_paid(self, task: str) -> bool:
        """Return whether money can go to a task now: it is new on the table, or asks more."""
        return bool(self.tasks[task]["status"] == "on_table" or self.tasks[task]["to_pay"])

    @property
    def missed(self) -> list[str]:
        """Own needs that were told, and that nothing at work answers."""
        mine = [card["need"] for card in self.view["cards"] if card["role"] == self.seat]
        return [need for need in dict.fromkeys(mine) if need in self.wanted]

    def spread(self, task: str) -> int:
        """Return how far apart the least and the most are that a task may bring, in tenths of a point."""
        return sum(high - low for low, high in self.tasks[task]["effects"].values())

    def looked_into(self, instrument: str) -> dict[str, str]:
        """Return the task an instrument is to look into, the least sure one; none when it looks into none."""
        option = self.option("use_instrument", instrument=instrument)
        tasks = [one["ids"] for one in option["fields"] if one["name"] == "task"] if option else []
        return {"task": max(tasks[0], key=self.spread)} if tasks else {}

    def cards_waiting(self) -> int:
        """Return how many cards are still face down at this table."""
        return sum(self.seat_part(seat)["cards_left"] for seat in self.table["seats"])

    def questions_waiting(self) -> int:
        """Return how many questions by name still wait for a card."""
        return sum(self.seat_part(seat)["asked"] for seat in self.table["seats"])


def field_of(option: Option, name: str) -> Field:
    """Return a field of an option by its name."""
    return next(field for field in option["fields"] if field["name"] == name)


def fixed_fields(option: Option) -> dict[str, Any]:
    """Return the values of an option's fixed fields, by name."""
    return {field["name"]: field["value"] for field in option["fields"] if field["type"] == "fixed"}
