"""The writer's lock: two programs that write to one database would each believe their own log.

The lock is on an open file, so the system lets go of it when the program ends in whatever way. Reading
needs no lock.
"""

import contextlib
import sys
from pathlib import Path
from typing import BinaryIO


class WriterLock:
    """An exclusive lock on `path`, held until `release` or the end of the program.

    Raises:
        BlockingIOError: Another program holds it.
        OSError: The file cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _take(self._file)
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Let the next writer in. The file stays: taking it away would let two in at once."""
        with contextlib.suppress(OSError):
            self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as held:
            raise BlockingIOError(*held.args) from held

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
