"""What is kept of the tables, for who leads: a report of each, its log and sheets, and all beside each other.

Reading a session back and drawing pictures takes seconds, so it is done in a thread of its own; play goes on.
Names and what people typed are left out: these files are made to be passed on.
"""

import asyncio
import io
import zipfile
from dataclasses import replace
from typing import Final

from aiohttp import web

from game.i18n import Mendable, Texts
from game.session.export.files import Asked, made
from game.session.store import Store
from server.desk_pages import DeskPages
from server.groups import TableGroup
from server.hall import Hall, NotLetIn
from server.html import Html, e
from server.page import alert, page, texts_of

_FORMS: Final = {
    "jsonl": "application/x-ndjson",
    "csv": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none';"
    " form-action 'none'"
)
"""A report is one file with its style and letters in it, and without any script."""


class KeptPages:
    """The pages with what is kept.

    Args:
        hall: Where the tables are.
        desk: Who knows whose key it is.
    """

    def __init__(self, hall: Hall, desk: DeskPages) -> None:
        self._hall = hall
        self._desk = desk
        self._turn = asyncio.Semaphore(1)  # one at a time: it is work for a whole core

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/f/{group}/vergelijk", self._compare),
            web.get("/f/{group}/tafel/{table}/verslag", self._report),
            web.get("/f/{group}/tafel/{table}/{form:jsonl|csv|xlsx}", self._file),
        ]

    async def _compare(self, request: web.Request) -> web.StreamResponse:
        """Show tables that have ended beside each other; which, if there are more than fit on a page."""
        from game.debrief.report.beside import MOST

        texts = texts_of(request)
        try:
            group = self._desk.led(request)
            ended = [one for one in group.sessions if await self._has_ended(one)]
        except NotLetIn as no:
            return self._desk.turned_away(request, no)
        asked = [group.at(one) for one in request.query.getall("tafel", [])]
        chosen = [one for one in group.sessions if one in asked] or ended
        chosen = [one for one in chosen if one in ended]
        if len(ended) < 2 or len(chosen) < 2 or len(chosen) > MOST:
            return self._choose(request, group, ended, MOST, texts)
        async with self._turn:
            text = await asyncio.to_thread(_beside, self._hall.store, group, chosen, texts)
        return as_page(text)

    def _choose(
        self, request: web.Request, group: TableGroup, ended: list[str], most: int, texts: Texts
    ) -> web.Response:
        back = e("p", e("a", texts("desk.back"), href=f"/f/{group.id}/"))
        content: list[Html | None] = [e("h1", texts("desk.compare")), back]
        if len(ended) < 2:
            content.append(e("p", texts("desk.compare_later")))
        else:
            is_wrong = "tafel" in request.query
            content.append(alert(texts("desk.compare_some", most=most)) if is_wrong else None)
            boxes = []
            for session in ended:
                number = group.number(session)
                box = e("input", type="checkbox", name="tafel", value=number, id=f"table-{number}")
                label = e("label", texts("desk.table", n=number), for_=f"table-{number}")
                boxes.append(e("p", box, label, class_="choice"))
            fields = e("fieldset", e("legend", texts("desk.compare_some", most=most)), boxes)
            button = e("button", texts("desk.compare"), type="submit", class_="strong")
            content.append(e("form", fields, button, method="get"))
        return page(request, texts, texts("desk.compare"), content)

    async def _has_ended(self, session: str) -> bool:
        return bool((await self._hall.room(session)).session.state.table.ended)

    def _one(self, request: web.Request) -> tuple[str, int]:
        group = self._desk.led(request)
        session = group.at(request.match_info["table"])
        if session is None:
            raise NotLetIn("no-such-table")
        return session, group.number(session)

    async def _report(self, request: web.Request) -> web.StreamResponse:
        texts = texts_of(request)
        try:
            session, _ = self._one(request)
        except NotLetIn as no:
            return self._desk.turned_away(request, no)
        async with self._turn:
            text = await asyncio.to_thread(_report, self._hall.store, session, texts)
        return as_page(text)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        texts = texts_of(request)
        try:
            session, number = self._one(request)
        except NotLetIn as no:
            return self._desk.turned_away(request, no)
        form = request.match_info["form"]
        try:
            async with self._turn:
                body = await asyncio.to_thread(_file, self._hall.store, session, form, texts)
        except Mendable as trouble:
            content = [e("h1", texts("desk.after")), alert(texts(trouble.key, **trouble.facts))]
            return page(request, texts, texts("desk.after"), content, status=409)
        ending = "zip" if form == "csv" else form
        named = f'attachment; filename="tafel-{number}-{session}.{ending}"'
        headers = {"Content-Type": _FORMS[form], "Content-Disposition": named, "Cache-Control": "no-store"}
        return web.Response(body=body, headers=headers)


def _beside(store: Store, group: TableGroup, sessions: list[str], texts: Texts) -> str:
    from game.debrief.report.beside import beside
    from game.debrief.report.looked import look_back

    looked = [look_back(store, one, texts) for one in sessions]
    return beside(
        [
            replace(one, session=texts("desk.table", n=group.number(session)))
            for one, session in zip(looked, sessions, strict=True)
        ]
    )


def _report(store: Store, session: str, texts: Texts) -> str:
    from game.debrief.report.looked import look_back
    from game.debrief.report.page import page as report

    return report(look_back(store, session, texts))


def _file(store: Store, session: str, form: str, texts: Texts) -> bytes:
    """Return one file; several are packed into one."""
    found = made(store, session, Asked(form, language=texts.language))
    if form != "csv":
        return next(iter(found.values()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for path, body in found.items():
            folder.writestr(path.name, body)
    return packed.getvalue()


def as_page(text: str) -> web.Response:
    """Return a page in which all lies that it needs, and which runs no script."""
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return web.Response(text=text, content_type="text/html", charset="utf-8", headers=headers)
