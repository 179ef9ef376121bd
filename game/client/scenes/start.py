"""The start screen: which scenario, who sits where; and going on with what was not finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.client import opening
from game.client.looks.parts import at_size
from game.client.scenes.base import Scene
from game.client.scenes.help import HelpOverlay
from game.client.scenes.inviting import Invitation, joining
from game.client.scenes.pieces import table_top
from game.client.scenes.seating import Sitting, seating
from game.client.scenes.settings import SettingsOverlay
from game.client.scenes.shelving import scenario_card
from game.client.scenes.trouble import TroubleOverlay
from game.client.shelf import Broken, OnShelf, read, shelf
from game.client.widgets.base import Act, Picture, Rect, Surface, Widget
from game.client.widgets.button import Switch, button, round_button
from game.client.widgets.layout import Box, columns, page_of, weighted_columns
from game.client.widgets.plain import height_of, line, paragraph
from game.i18n import LANGUAGES, Mendable
from game.scenario.load import find
from game.scenario.model import in_language

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.lobby import Lobby
    from game.client.paint import Painter

MARGIN = (64, 56)
TABLE, TABLE_TO_JOIN = 600, 560
"""How wide the table is: where seats are given away, and where people join by themselves."""
HUGE = 1.75
"""From this text scale on there is one scenario a page."""

LARGE = 1.5
"""From this text scale on, lines that say nothing new make room for the scenarios."""


class StartScene(Scene):
    """Scenarios at the left, the table with its seats at the right.

    Who invites telephones gets a lobby: the table then shows how to join and who came in.
    """

    def __init__(self, app: App, *, wanted: str | None = None, seed: int | None = None) -> None:
        """Show the scenarios.

        Args:
            wanted: Name or folder of the scenario to choose first.
            seed: Fixes what chance brings in the session that starts here.

        Raises:
            Mendable: There is no such scenario, or it has errors.
        """
        super().__init__(app)
        self.seed = seed
        self.shelf, self.broken = shelf()
        self.chosen = 0
        self.page = 0
        self.unfinished: opening.Unfinished | None = None
        self.lobby: Lobby | None = None
        self.invitation: Invitation | None = None
        self._has_looked = False
        self.sittings: dict[str, dict[str, Sitting]] = {}
        if wanted is not None:
            self.chosen = self._find(wanted)

    def _find(self, wanted: str) -> int:
        """Return where the wanted scenario stands; one that lies elsewhere is put in front."""
        for index, one in enumerate(self.shelf):
            if wanted == one.scenario.id or Path(wanted).resolve() == one.folder.resolve():
                return index
        elsewhere = read(find(wanted))
        if isinstance(elsewhere, Broken):
            raise elsewhere.trouble
        self.shelf.insert(0, elsewhere)
        return 0

    # What stands there. ------------------------------------------------------------------------------

    def build(self) -> list[Widget]:
        k = self.app.k
        wide = TABLE if self.invitation is None else TABLE_TO_JOIN
        table, left = self.app.screen.inset(*MARGIN).cut_right(wide + 240 * (k - 1), 72 / k)
        head, rest = left.cut_top(156 if k < LARGE else 100, 18)
        foot, cards = rest.cut_bottom(80 * max(1, 0.85 * k), 44 / k)
        said, cards = self._broken(cards)
        return [*self._head(head), *self._cards(cards), *said, *self._seats(table), *self._foot(foot)]

    def _head(self, box: Box) -> list[Widget]:
        texts, k = self.app.texts, self.app.k
        top, tagline = box.cut_top(96, 6)
        size = 58 * min(k, 1.25)
        switch, top = top.cut_right(132 * k, 14)
        tools: list[Widget] = []
        if k < HUGE:
            place, top = top.cut_right(4 * size + 3 * 16, 16)
            tools = self._tools(place, size, "head")
        spoken = texts("client.tagline")
        fits = self.app.painter.measure(spoken, self.app.painter.theme.text.subtitle)[0] <= tagline.w
        said = paragraph("tagline", tagline, spoken, style="subtitle" if fits else "label", colour="muted")
        return [
            Picture(key="logo", box=top, name=texts("client.title"), draw=_logo, shows=texts("client.title")),
            *([said] if k < LARGE else []),
            *tools,
            Switch(key="language", box=switch.middle(switch.w, size), name=texts("client.language"),
                   words=[name.upper() for name in LANGUAGES],
                   chosen=LANGUAGES.index(self.app.settings.spoken), on_choose=self._speak, group="head"),
        ]  # fmt: skip

    def _tools(self, box: Box, size: float, group: str) -> list[Widget]:
        """Return the round buttons: the programme, looking back, help and settings."""
        texts, app = self.app.texts, self.app
        made: list[tuple[str, str, str, Act]] = [
            ("programme", texts("programme.title"), "calendar-days", self.show_programme),
            ("replay", texts("replay.title"), "history", self.look_again),
            ("help", texts("client.help"), "circle-question-mark", lambda: app.lay_over(HelpOverlay(app))),
            ("settings", texts("client.settings"), "settings", lambda: app.lay_over(SettingsOverlay(app))),
        ]
        return [
            round_button(f"{key}.open", place.middle(size, size), name, icon, act, group=group)
            for (key, name, icon, act), place in zip(made, columns(box, len(made), 16), strict=True)
        ]

    def _speak(self, index: int) -> None:
        self.app.choose(replace(self.app.settings, language=LANGUAGES[index]))

    def _cards(self, box: Box) -> list[Widget]:
        texts, k = self.app.texts, self.app.k
        per_page = 3 if k < 1.25 else 2 if k < HUGE else 1
        shown, self.page, pages = page_of(len(self.shelf), per_page, self.page)
        if self.lobby is not None:  # what is played stands fixed from here
            shown, pages = range(self.chosen, self.chosen + 1), 1
        widgets: list[Widget] = []
        if (k < LARGE and self.lobby is None) or pages > 1 or k >= HUGE:
            label, box = box.cut_top(44 * k, 26)
        if k >= HUGE:  # then the name of the game has the line above for itself
            widgets += self._tools(label.cut_left(4 * 72 + 3 * 16)[0], 72, "tools")
        elif (k < LARGE and self.lobby is None) or pages > 1:
            said = texts("client.choose")
            widgets.append(Picture(key="choose", box=label, name=said, draw=_title, shows=said))
        if pages > 1:
            more, label = label.cut_right(label.h)
            less, label = label.cut_right(label.h, 12)
            n = texts("client.of", n=self.page + 1, all=pages)
            widgets += [
                line("page", label.cut_right(12)[1], n, style="label_strong", colour="muted", align="right"),
                round_button("page.less", less, texts("client.before"), "chevron-left",
                             lambda: self._turn(-1), group="pages"),
                round_button("page.more", more, texts("client.after"), "chevron-right",
                             lambda: self._turn(1), group="pages"),
            ]  # fmt: skip
        across = max(min(2, per_page), min(per_page, len(self.shelf)))
        for index, place in zip(shown, columns(box, across, 24), strict=False):
            widgets.append(
                scenario_card(self.app, place, self.shelf[index], index == self.chosen, self._chooser(index))
            )
        if self.lobby is not None:
            beside = Box(place.right + 40, place.y + 16, box.right - place.right - 40, place.h - 16)
            said, style = texts("invite.says"), "subtitle" if k < LARGE else "body"
            widgets.append(paragraph("join.says", beside, said, style=style, colour="muted"))
        return widgets

    def _broken(self, box: Box) -> tuple[list[Widget], Box]:
        """Return what is said of the first scenario that cannot be played, and the room that is left."""
        if not self.broken:
            return [], box
        first, painter = self.broken[0], self.app.painter
        said = self.app.texts("window.broken", name=first.name, n=first.errors)
        under, left = box.cut_bottom(height_of(painter, said, box.w, "label") + 4, 16)
        return [paragraph("broken", under, said, style="label", colour="down")], left

    def _turn(self, step: int) -> None:
        self.page += step
        self.app.changed()

    def _chooser(self, index: int) -> Act:
        def choose() -> None:
            self.chosen = index
            self.app.changed()

        return choose

    def _seats(self, box: Box) -> list[Widget]:
        found = self._now()
        if found is None:
            return []
        sittings = self._sittings(found)
        names = {seat: one.name if one.holder != "bot" else "" for seat, one in sittings.items()}
        if self.lobby is not None:
            names = dict.fromkeys(names, "") | self.lobby.names()
        if self.invitation is not None:
            return joining(self.app, box, self.invitation, found.scenario, names)
        if self.lobby is not None:
            said = self.app.texts("invite.starting")
            return [
                table_top("table", box),
                paragraph("join.starting", box.inset(44, 52), said, style="subtitle", colour="table_text"),
            ]
        return seating(self.app, box, found.scenario, sittings)

    def _now(self) -> OnShelf | None:
        return self.shelf[self.chosen] if self.shelf else None

    def _sittings(self, found: OnShelf) -> dict[str, Sitting]:
        roles = found.scenario.roles
        return self.sittings.setdefault(found.scenario.id, {seat: Sitting() for seat in roles})

    def _foot(self, box: Box) -> list[Widget]:
        texts = self.app.texts
        made: list[tuple[str, str, Act, str, float]] = [
            ("start", texts("client.start" if self.lobby is None else "invite.start"), self.start, "play", 3)
        ]
        if self.lobby is not None:
            made.append(("uninvite", texts("invite.stop"), self.uninvite, "undo-2", 3))
        elif self.unfinished is not None:
            scenario = self.unfinished.scenario
            title = in_language(scenario.title, texts.language, scenario.language)
            made.append(("resume", texts("client.resume_session", title=title), self.resume, "history", 3))
        if self.lobby is None and self.invitation is None:
            made.append(("invite", texts("invite.begin"), self.invite, "smartphone", 3))
        is_large = self.app.k >= LARGE
        out, left = box.cut_right(box.h, 24) if is_large else (box, box)
        if not is_large:
            made.append(("quit", texts("client.quit"), self.app.quit, "log-out", 2))
        weights = [weight for *_, weight in made] if len(made) > 2 else [4, 3] if is_large else [2, 1]
        weights = weights[: len(made)]
        places = weighted_columns(left, weights, 24)
        widgets: list[Widget] = [
            button(key, place, label, act, icon="" if is_large else icon,
                   kind="primary" if key == "start" else "secondary",
                   is_enabled=key not in ("start", "invite") or self._can_start, group="foot")
            for (key, label, act, icon, _), place in zip(made, places, strict=True)
        ]  # fmt: skip
        if is_large:
            name = texts("client.quit")
            sign = button("quit", out, "", self.app.quit, icon="log-out", hint=name, group="foot")
            sign.name = name
            widgets.append(sign)
        return widgets

    @property
    def _can_start(self) -> bool:
        return bool(self.shelf) and (self.lobby is None or self.lobby.invited is not None)

    # What can be done. -------------------------------------------------------------------------------

    def poll(self) -> None:
        """Look for an unfinished session once the first frame stands there."""
        if not self._has_looked and self.app.frames_drawn:
            self._has_looked = True
            try:
                self.unfinished = opening.unfinished(self.app.database)
            except Mendable as trouble:
                self.app.lay_over(TroubleOverlay(self.app, trouble))
            self.app.changed()
        if self.lobby is not None:
            self._follow(self.lobby)

    def _follow(self, lobby: Lobby) -> None:
        """Show who came in, and how to join as soon as that is known."""
        try:
            changed = lobby.poll()
        except Mendable as trouble:
            self.uninvite()
            self.app.lay_over(TroubleOverlay(self.app, trouble))
            return
        if changed:
            self.app.changed()
        if lobby.invited is not None and self.invitation is None:
            from game.session.invitation import modules, spoken

            invited = lobby.invited
            self.invitation = Invitation(invited.address, spoken(invited.code), modules(invited.link))

    def invite(self) -> None:
        """Open the chosen scenario to telephones: start a server that this network can reach."""
        found = self._now()
        if found is not None:
            from game.client.lobby import Lobby

            self.lobby = Lobby(self.app, found.folder, self.seed)
            self.app.changed()

    def uninvite(self) -> None:
        """Stop the server again, and play on this screen."""
        lobby, self.lobby, self.invitation = self.lobby, None, None
        if lobby is not None:
            lobby.stop()
        self.app.changed()

    def start(self) -> None:
        """Begin a session of the chosen scenario on this screen, or the one that people came in to."""
        if self.lobby is not None:
            self._open(self.lobby.begin)
            return
        found = self._now()
        if found is not None:
            sittings = self._sittings(found)
            holders = {seat: sitting.holding() for seat, sitting in sittings.items()}
            self._open(lambda: opening.begin(found.folder, holders, self.seed, self.app.database))

    def show_programme(self) -> None:
        """Show what comes when in the chosen scenario."""
        from game.client.scenes.programme import ProgrammeOverlay

        found = self._now()
        if found is not None:
            self.app.lay_over(ProgrammeOverlay(self.app, found.scenario))

    def look_again(self) -> None:
        """Choose a stored session to look at step by step."""
        from game.client.scenes.replay_lists import StoredOverlay

        try:
            scenarios = [one.scenario for one in self.shelf]
            self.app.lay_over(StoredOverlay(self.app, lambda: self.app.go(StartScene(self.app)), scenarios))
        except Mendable as trouble:
            self.app.lay_over(TroubleOverlay(self.app, trouble))

    def resume(self) -> None:
        """Go on with the session that was not finished."""
        unfinished = self.unfinished
        if unfinished is not None:
            self._open(lambda: opening.go_on(unfinished.id, self.app.database))

    def _open(self, make: Callable[[], opening.Play]) -> None:
        try:
            play = make()
        except Mendable as trouble:
            self.app.lay_over(TroubleOverlay(self.app, trouble))
            return
        from game.client.scenes.session import SessionScene  # the first frame does not wait for it

        self.app.go(SessionScene(self.app, play))


def _logo(painter: Painter, surface: Surface, rect: Rect, title: str) -> None:
    painter.mark(surface, (rect.left + 38, rect.centery), 76)
    style = at_size(painter, painter.theme.text.display, 72)  # a sign, not a text: it does not grow
    style = at_size(painter, style, 72 * min(1, (rect.width - 110) / painter.measure(title, style)[0]))
    painter.text(surface, (rect.left + 102, rect.centery), title, style, painter.theme.colours.ink)


def _title(painter: Painter, surface: Surface, rect: Rect, said: str) -> None:
    k, style, colours = painter.k, painter.theme.text.label_strong, painter.theme.colours
    wide, _ = painter.measure(said, style)
    chip = Rect(rect.left, rect.top, wide + 66 * k, rect.height)
    painter.panel(surface, chip, colours.pill, radius=chip.height / 2)
    painter.icon(surface, (chip.left + 28 * k, chip.centery), "map", 26 * k, colours.ink)
    painter.text(surface, (chip.left + 47 * k, chip.centery), said, style, colours.ink)
