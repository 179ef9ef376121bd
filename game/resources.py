"""Where things lie: scenarios and assets that came with the game, and the user's own data.

In a checkout `scenarios/` and `assets/` lie beside the package; the wheel carries them inside it,
so that an installed game never mistakes folders of the same name for its own.
"""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"


def _root() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def scenarios() -> Path:
    """Return the folder with the scenarios that came with the game, each a folder of its own."""
    return _root() / "scenarios"


def assets() -> Path:
    """Return the folder with theme, fonts, icons, faces, sounds and text catalogues."""
    return _root() / "assets"


def data_home() -> Path:
    """Return where this user's sessions, settings and logs belong; it need not exist yet.

    `OPGAVETAFEL_HOME` overrides the system's own folder for user data.
    """
    chosen = os.environ.get("OPGAVETAFEL_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    return platformdirs.user_data_path("opgavetafel", appauthor=False)


def papers_home() -> Path:
    """Return the folder for what this user is to find again, such as reports; it need not exist yet.

    With `OPGAVETAFEL_HOME` it lies there, else among the user's documents.
    """
    if os.environ.get("OPGAVETAFEL_HOME", "").strip():
        return data_home() / "reports"
    return platformdirs.user_documents_path() / "Opgavetafel"
