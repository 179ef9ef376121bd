"""What a part of a view is, and what makes one."""

from collections.abc import Callable, Mapping
from typing import Any

from game.rules.state import TableState

Part = dict[str, Any] | list[Any] | None
"""One part of a view, as JSON."""

Parts = Mapping[str, Callable[[TableState], Part]]
"""Parts that are the same for everybody, by name."""
