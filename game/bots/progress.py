"""Progress: a bar on standard error for whatever takes longer than a second, if somebody can see it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_QUICK_SECONDS = 1.0


@contextmanager
def counting(total: int, what: str) -> Iterator[Callable[..., None]]:
    """Yield how to tell how many are done, and of how many if that changes; `what` stands before the bar."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    bar, begun = progress.add_task(what, total=total), time.monotonic()

    def told(done: int, of: int | None = None) -> None:
        progress.update(bar, completed=done, total=of)
        if time.monotonic() - begun > _QUICK_SECONDS:
            progress.start()

    try:
        yield told
    finally:
        progress.stop()
