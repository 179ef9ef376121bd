"""Frames: what goes to a socket, put on the line at once.

The library would pass each packet through a queue, two tasks and a timer. That costs more than the rules of a
move, and there is a packet for everybody at the table. A server's frame is not masked, and may be plain where
the two agreed on compression.
"""

from typing import Final

_TEXT: Final = b"\x81"  # the last frame of a text
_SHORT, _MIDDLE = 126, 1 << 16

FULL: Final = 16_384
"""Bytes that may wait for a client before it is told nothing more for now."""


def text_frame(text: str) -> bytes:
    """Return the frame of a text, as a server sends it.

    Source:
        RFC 6455, 5.2: one byte for what it is, then the length in one, three or nine bytes.

    >>> text_frame("2")
    b'\\x81\\x012'
    """
    data = text.encode()
    size = len(data)
    if size < _SHORT:
        return _TEXT + bytes((size,)) + data
    if size < _MIDDLE:
        return _TEXT + b"\x7e" + size.to_bytes(2, "big") + data
    return _TEXT + b"\x7f" + size.to_bytes(8, "big") + data
