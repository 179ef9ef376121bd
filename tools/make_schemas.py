"""Write docs/schema/ anew from the messages of the wire: python tools/make_schemas.py"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from server.messages import schemas  # noqa: E402 - the checkout comes first


def main() -> None:
    """Write every schema, and take away what is none any more."""
    folder = ROOT / "docs" / "schema"
    folder.mkdir(exist_ok=True)
    found = schemas()
    for path in folder.glob("*.json"):
        if path.name not in found:
            path.unlink()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
