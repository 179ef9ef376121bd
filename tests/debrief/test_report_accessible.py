"""The report for everybody: judged by axe-core with every answer open, at 320 pixels wide and in print.

It judges a page without its pictures, behind whose letters axe-core cannot find a colour; what they need is
held in `tests/debrief/test_report.py`.
"""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp
import pytest

from game.debrief.report.beside import beside
from game.debrief.report.looked import look_back
from game.i18n import Texts
from tests.debrief.test_report import SESSION, a_store, the_page
from tests.server.browser import NEEDS_CHROMIUM, a_tab
from tests.server.judged import Judge
from tests.server.served import Hosted

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow]


PAPER = 794
"""Pixels in width: a sheet of A4."""


def test_a_report_passes_every_rule_of_axe_on_a_screen_and_in_print(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(the_page("en"), "utf-8")
    two = tmp_path / "beside.html"
    looked = look_back(a_store(), SESSION, Texts("nl"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        two.write_text(beside([looked, looked]), "utf-8")

    async def tell() -> None:
        async with aiohttp.ClientSession() as http:
            hosted = cast(Hosted, SimpleNamespace(http=http))
            async with a_tab(hosted, tmp_path / "browser") as tab:
                judge = Judge(tab)
                await judge.judge(file.as_uri())
                await judge.judge(two.as_uri())
                await tab.do("Emulation.setEmulatedMedia", media="print")
                await judge.judge(file.as_uri(), PAPER)
                assert judge.looked == 3

    asyncio.run(tell())
