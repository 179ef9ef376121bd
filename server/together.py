"""Telling together what happens within a moment, so that many moves at many tables are one piece of news."""

import asyncio
from typing import Final

TOGETHER_SECONDS: Final = 0.1
"""What happens within so long is sent together; with what it takes to make it stays far under 0.3."""

_LOOK_SECONDS: Final = 1.0


async def is_news(new: asyncio.Event) -> bool:
    """Wait a second for something new and a moment for what comes with it; return whether there was."""
    try:
        async with asyncio.timeout(_LOOK_SECONDS):
            await new.wait()
    except TimeoutError:
        return False
    await asyncio.sleep(TOGETHER_SECONDS)
    new.clear()
    return True
