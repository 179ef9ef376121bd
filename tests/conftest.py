"""What holds for every test: a home of its own, texts that must be there, no clock on properties."""

import os
import signal
from collections.abc import Iterator

import hypothesis
import pytest

# Texts that are missing raise; processes that a test starts inherit it.
os.environ["OPGAVETAFEL_STRICT"] = "1"
os.environ.pop("OPGAVETAFEL_LANG", None)

# No test opens a window on the screen of whoever runs it; those that need one make a screen of their own.
os.environ["SDL_VIDEODRIVER"] = "dummy"

# What a shell starts in the background ignores Ctrl+C, and so would all that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Two cores are shared by several test processes, so an example may take long without being wrong.
hypothesis.settings.register_profile("everyday", deadline=None, print_blob=True)
hypothesis.settings.load_profile("everyday")

# Where any example that fails will do, and the smallest need not be looked for.
hypothesis.settings.register_profile(
    "first-found", deadline=None, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
)


@pytest.fixture(scope="session", autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep every test away from the sessions and settings of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPGAVETAFEL_HOME", str(tmp_path_factory.mktemp("home")))
        yield
