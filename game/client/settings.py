"""What a person chose for this computer: language, text, contrast, movement, sound. Kept between sessions."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from game import resources
from game.i18n import LANGUAGES, default_language

SCALES = (100, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for one computer; `text_scale` is in per cent, `language` "" means nobody chose yet."""

    language: str = ""
    text_scale: int = 100
    is_calm: bool = False
    has_high_contrast: bool = False
    has_sound: bool = False

    @property
    def spoken(self) -> str:
        """The language to speak now."""
        return self.language or default_language()

    def with_next_scale(self) -> Settings:
        """Return the settings with the next text scale, after the largest the smallest."""
        larger = [scale for scale in SCALES if scale > self.text_scale]
        return replace(self, text_scale=larger[0] if larger else SCALES[0])


def load() -> Settings:
    """Return the kept settings; what is missing, broken or unknown is as if nobody chose."""
    try:
        kept = json.loads((resources.data_home() / "settings.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _read(kept) if isinstance(kept, dict) else Settings()


def save(settings: Settings) -> None:
    """Keep the settings; on a full or closed disk they hold for this session only."""
    with contextlib.suppress(OSError):
        file = resources.data_home() / "settings.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(settings)), encoding="utf-8")


def _read(kept: dict[str, Any]) -> Settings:
    language, scale = kept.get("language"), kept.get("text_scale")
    return Settings(
        language=language if language in LANGUAGES else "",
        text_scale=scale if type(scale) is int and scale in SCALES else SCALES[0],
        is_calm=kept.get("is_calm") is True,
        has_high_contrast=kept.get("has_high_contrast") is True,
        has_sound=kept.get("has_sound") is True,
    )
