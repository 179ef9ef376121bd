"""What every part of the session's screen is given: the table, the chosen seat, names and pictures of ids.

A middle is a function `build(seen, box) -> list[Widget]` that describes what stands between the seats. It
reads parts through `seen`, orders through `seen.order`, and keeps what is only on this screen (which card is
turned, which line is open) in `seen.staged`. It holds nothing itself: it can be described again at any time.

A middle may also have `primary(seen) -> Primary | None`: the one step that is waited for before the phase can
go on ("Draai de volgende om"). While it is not None it stands in the place of the button that ends the phase.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from game.client.app import App
from game.client.looks.parts import Portrait
from game.client.paint import Painter
from game.client.people import portrait
from game.client.table import Table, of_seat
from game.client.theme import Colour
from game.client.widgets.base import Act
from game.i18n import Texts
from game.scenario.model import Scenario, Text, in_language


@dataclass(frozen=True, slots=True)
class Primary:
    """The one gold button of the screen, bottom right."""

    label: str
    icon: str
    act: Act = field(compare=False)


@dataclass(slots=True)
class Seen:
    """One description of the session's screen.

    `acting` is the seat that was chosen on the board, or None. `staged` lives as long as the scene and is
    shared by all descriptions; give keys a prefix of your own (`carry_out.turned`). After changing it call
    `app.changed()`, or use `stage`.
    """

    app: App
    table: Table
    acting: str | None = None
    staged: dict[str, Any] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        return self.app.texts

    @property
    def painter(self) -> Painter:
        return self.app.painter

    @property
    def k(self) -> float:
        """The text scale, 1.0 to 2.0."""
        return self.app.k

    @property
    def scenario(self) -> Scenario:
        return self.table.scenario

    # What the table says. ----------------------------------------------------------------------------

    def part(self, name: str) -> Any:
        """Return a part everybody may know, or None while it is not here."""
        return self.table.part(name)

    def private(self, name: str = "private") -> Any:
        """Return a part of the acting seat alone, or None."""
        return self.table.part(name, of_seat(self.acting)) if self.acting else None

    @property
    def round(self) -> int:
        return int((self.part("table") or {}).get("round", 0))

    @property
    def seats(self) -> list[str]:
        """All seats, in the scenario's order, the director too."""
        return list((self.part("table") or {}).get("seats", self.scenario.roles))

    # What the acting seat can do. --------------------------------------------------------------------

    def options(self, kind: str) -> list[dict[str, Any]]:
        """Return what the acting seat can do of one kind, closed ones too."""
        return self.table.options(self.acting, kind) if self.acting else []

    def can(self, kind: str) -> bool:
        """Tell whether the acting seat can do something of this kind now."""
        return self.acting is not None and self.table.can(self.acting, kind)

    def choices(self, kind: str, name: str, **fixed: Any) -> list[str]:
        """Return the ids the acting seat may give in a field of its open options."""
        return self.table.choices(self.acting, kind, name, **fixed) if self.acting else []

    def order(self, kind: str, **body: Any) -> None:
        """Order an action for the acting seat; without one nothing happens."""
        if self.acting is not None:
            self.table.order(self.acting, kind, **body)
            self.app.changed()

    def stage(self, key: str, value: Any) -> None:
        """Keep something on this screen only, and have it described again."""
        self.staged[key] = value
        self.app.changed()

    # Names and pictures. -----------------------------------------------------------------------------

    def said(self, text: Text | None) -> str:
        """Return a text of the scenario in the language of the screen; "" for none."""
        return "" if text is None else in_language(text, self.texts.language, self.scenario.language)

    def name(self, seat: str) -> str:
        return self.scenario.roles[seat].name

    def who(self, seat: str) -> str:
        """Return what a seat is at the table: "Moeder van twee", "Welzijnswerker"."""
        return self.said(self.scenario.roles[seat].who)

    def names(self, seats: list[str]) -> str:
        """Return names as one enumeration: "Nadia, Henk en Joris"."""
        return self.texts.listing([self.name(seat) for seat in seats])

    def colour(self, seat: str) -> Colour:
        return self.painter.theme.roles[self.scenario.roles[seat].colour]

    def portrait(self, seat: str) -> Portrait:
        """Return a seat's face."""
        return portrait(self.scenario.roles[seat])

    def task(self, id_: str) -> str:
        found = self.scenario.tasks.get(id_)
        return self.said(found.name) if found else id_

    def need(self, id_: str) -> str:
        found = self.scenario.needs.get(id_)
        return self.said(found.name) if found else id_

    def challenge(self, id_: str) -> str:
        found = self.scenario.challenges.get(id_)
        return self.said(found.name) if found else id_

    def indicator(self, id_: str) -> str:
        found = self.scenario.indicators.get(id_)
        return self.said(found.name) if found else id_

    def domain(self, id_: str) -> str:
        found = self.scenario.domains.get(id_)
        return self.said(found.name) if found else id_

    def instrument(self, id_: str) -> str:
        found = self.scenario.instruments.get(id_)
        return self.said(found.name) if found else id_

    def event_card(self, id_: str) -> str:
        found = self.scenario.event_cards.get(id_)
        return self.said(found.name) if found else id_

    def card_says(self, id_: str) -> str:
        """Return the sentence on a story card; its id is `role/need`."""
        role, _, need = id_.partition("/")
        return self.said(self.scenario.roles[role].cards[need].says)

    def domain_tile(self, id_: str) -> tuple[str, Colour]:
        """Return a domain's icon and colour."""
        found = self.scenario.domains.get(id_)
        roles = self.painter.theme.roles
        return (found.icon, roles[found.colour]) if found else ("circle", roles["petrol"])

    def task_tile(self, id_: str) -> tuple[str, Colour]:
        """Return the icon and colour of a task's domain."""
        found = self.scenario.tasks.get(id_)
        return self.domain_tile(found.domain if found else "")

    def need_tile(self, id_: str) -> tuple[str, Colour]:
        """Return a need's icon and its domain's colour."""
        found = self.scenario.needs.get(id_)
        icon, colour = self.domain_tile(found.domain if found else "")
        return (found.icon or icon if found else icon), colour

    # Why? --------------------------------------------------------------------------------------------

    def why(self, what: str, of: str) -> None:
        """Open the list of causes behind a number.

        `what` is indicator, trust, support, wishes, patience or money; `of` its indicator or seat ("" for
        patience and money).
        """
        from game.client.scenes.why import WhyOverlay

        self.app.lay_over(WhyOverlay(self.app, self, what, of))
