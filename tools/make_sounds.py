"""Why the four sounds in `assets/sounds/` sound as they do: this script makes them, with nothing but sums.

Run it only to change them: `python tools/make_sounds.py`. Each is mono, shorter than a second, and at most
-12 dB of what a file can hold, so that no sound startles a room.

  munt   a coin lies down: two high partials that ring out at once
  kaart  a card turns: a breath of noise that rises and falls
  fase   another phase: two soft tones, going up
  klaar  something is complete: three tones of a chord, one after the other
"""

from __future__ import annotations

import math
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

SOUNDS = Path(__file__).resolve().parent.parent / "assets" / "sounds"
RATE = 22_050
LOUDEST = round(32_767 * 10 ** (-13 / 20))
"""One decibel under what is allowed."""


def tone(hertz: float, seconds: float, after: float = 0.0, falls: float = 6.0) -> Callable[[float], float]:
    """Return a tone that begins softly, `after` seconds on, and rings out; `falls` says how quickly."""

    def at(time: float) -> float:
        since = time - after
        if not 0 <= since < seconds:
            return 0.0
        swell = min(1.0, since / 0.008) * min(1.0, (seconds - since) / 0.03)
        wave_ = math.sin(math.tau * hertz * since) + 0.18 * math.sin(2 * math.tau * hertz * since)
        return swell * math.exp(-falls * since) * wave_

    return at


def noise(seconds: float) -> Iterator[float]:
    """Yield noise that swells and fades; the same each time, softened so that it does not hiss."""
    drawn, soft = 12_345, 0.0
    for index in range(round(seconds * RATE)):
        drawn = (1_103_515_245 * drawn + 12_345) % 2**31
        soft += 0.35 * (drawn / 2**30 - 1 - soft)
        yield soft * math.sin(math.pi * index / (seconds * RATE)) ** 2


def together(seconds: float, *tones: Callable[[float], float]) -> Iterator[float]:
    """Yield tones that sound together."""
    for index in range(round(seconds * RATE)):
        yield sum(one(index / RATE) for one in tones)


MADE: dict[str, Callable[[], Iterator[float]]] = {
    "munt": lambda: together(0.22, tone(2_093, 0.22, falls=22), tone(3_136, 0.2, 0.012, falls=26)),
    "kaart": lambda: noise(0.24),
    "fase": lambda: together(0.7, tone(392, 0.4, falls=7), tone(523.25, 0.5, 0.18, falls=6)),
    "klaar": lambda: together(
        0.9, tone(392, 0.6, falls=6), tone(493.88, 0.6, 0.12, falls=6), tone(587.33, 0.62, 0.24, falls=5)
    ),
}


def samples(name: str) -> array[int]:
    """Return a sound as numbers of 16 bits, its loudest as loud as is wanted."""
    wanted = list(MADE[name]())
    most = max(abs(one) for one in wanted)
    return array("h", (round(one / most * LOUDEST) for one in wanted))


def main() -> None:
    """Write all four."""
    SOUNDS.mkdir(exist_ok=True)
    for name in MADE:
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(name).tobytes())


if __name__ == "__main__":
    main()
