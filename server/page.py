"""The page around its content: head and foot, the reader's language, whether it is up to date."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from aiohttp import web

from game.i18n import LANGUAGES, Texts
from game.session.invitation import modules
from server.html import Html, e

LANGUAGE: Final = "taal"
"""The cookie of the language that somebody chose."""

YEAR: Final = 365 * 24 * 3600
"""How long a cookie is kept, in seconds."""


def page(
    request: web.Request,
    texts: Texts,
    title: str,
    content: Sequence[Html | None],
    *,
    status: int = 200,
    seq: int | None = None,
    is_wide: bool = False,
    script: str = "",
) -> web.Response:
    """Return a whole page around its content.

    Args:
        request: What it answers.
        texts: In the reader's language.
        title: What stands in the browser's title.
        content: What stands in the middle.
        status: The HTTP status.
        seq: The number of the last record it shows; None for a page that is not brought up to date.
        is_wide: Whether it has room for tables beside each other.
        script: The name of a script of its own, for a page that is not brought up to date.
    """
    other = next(one for one in LANGUAGES if one != texts.language)
    live = seq is not None
    switch = e("a", texts("page.other_language"), href=f"?lang={other}", lang=other, hreflang=other)
    foot = [e("p", switch)]
    if live:
        again = e("a", texts("page.refresh"), href=request.path)
        foot.append(e("noscript", e("p", again)))
    page = e(
        "html",
        e(
            "head",
            e("meta", charset="utf-8"),
            e("title", title),
            e("meta", name="viewport", content="width=device-width, initial-scale=1"),
            e("meta", name="robots", content="noindex"),
            e("link", rel="icon", href="/web/icon.svg"),
            e("link", rel="stylesheet", href="/web/page.css"),
            e("script", src="/web/page.js", defer=True) if live else None,
            e("script", src=f"/web/{script}", defer=True) if script else None,
        ),
        e(
            "body",
            e("a", texts("page.skip"), href="#main", class_="skip"),
            e(
                "p",
                "",
                id="line",
                role="status",
                hidden=True,
                data_lost=texts("line.connection-lost"),
                data_over=texts("line.taken-over"),
                data_took=texts("line.took-over"),
                data_key=texts("line.no-such-key"),
                data_given=texts("line.seat-given-away"),
                data_kicked=texts("line.kicked"),
                data_closed=texts("line.closed"),
                data_store=texts("line.unknown"),
            )
            if live
            else None,
            e("main", content, id="main", tabindex="-1", data_seq=seq),
            e("p", "", id="said", role="status") if live else None,
            e("footer", foot),
            class_="wide" if is_wide else None,
        ),
        lang=texts.language,
    )
    response = web.Response(
        text="<!DOCTYPE html>\n" + page,
        content_type="text/html",
        charset="utf-8",
        status=status,
        headers={"Cache-Control": "no-store"},
    )
    chosen = request.query.get("lang", "")
    if chosen in LANGUAGES:
        response.set_cookie(LANGUAGE, chosen, path="/", samesite="Lax", max_age=YEAR, httponly=True)
    return response


def region(key: str, children: list[Any], tag: str = "section") -> Html:
    """Return a part of the page that is brought up to date by itself."""
    return e(tag, children, id=key, data_part=key, class_=key)


def scanned(text: str, name: str) -> Html:
    """Return a text as a code to scan, with the white border that a telephone needs."""
    rows, border = modules(text), 4
    whole = len(rows) + 2 * border
    dark = "".join(
        f"M{x + border} {y + border}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on
    )
    white = e("path", d=f"M0 0h{whole}v{whole}h-{whole}z", class_="white")
    return e("svg", white, e("path", d=dark), viewBox=f"0 0 {whole} {whole}", class_="scan", role="img",
             aria_label=name)  # fmt: skip


def alert(said: str) -> Html | None:
    """Return what went wrong, if anything did."""
    return e("p", said, role="alert", class_="trouble") if said else None


def refusal(code: str, facts: Mapping[str, Any], texts: Texts) -> str:
    """Return why an order was not taken; without its facts, only that it was not."""
    key = f"refused.{code}"
    try:
        return texts(key, **facts) if key in texts else texts("page.bad")
    except KeyError:
        return texts("page.bad")


def texts_of(request: web.Request) -> Texts:
    """Return the texts in the reader's language: asked for, chosen before, else the browser's."""
    accepted = request.headers.get("Accept-Language", "")[:200].lower()
    browsers = [one.strip()[:2] for one in accepted.split(",")]
    wanted = [request.query.get("lang", ""), request.cookies.get(LANGUAGE, ""), *browsers]
    return Texts(next((one for one in wanted if one in LANGUAGES), LANGUAGES[0]))


def to(path: str) -> web.Response:
    """Return the answer that sends a browser on to another page."""
    return web.Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})


async def form_of(request: web.Request) -> Any:
    """Return the fields of a form that was sent.

    Raises:
        web.HTTPBadRequest: It is no form.
    """
    try:
        return await request.post()
    except ValueError as fault:
        raise web.HTTPBadRequest(text="malformed\n") from fault
