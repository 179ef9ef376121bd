"""The report for everybody: judged by axe-core with every answer open, at 320 pixels wide.

It judges a page without its pictures, behind whose letters axe-core cannot find a colour; what they need is
held in `tests/debrief/test_report.py`.
"""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import aiohttp
import pytest

from tests.debrief.test_report import the_page
from tests.server.browser import NEEDS_CHROMIUM, a_tab
from tests.server.judged import Judge
from tests.server.served import Hosted

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow]


def test_a_report_passes_every_rule_of_axe(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(the_page("en"), "utf-8")

    async def tell() -> None:
        async with aiohttp.ClientSession() as http:
            hosted = cast(Hosted, SimpleNamespace(http=http))
            async with a_tab(hosted, tmp_path / "browser") as tab:
                await Judge(tab).judge(file.as_uri())

    asyncio.run(tell())
