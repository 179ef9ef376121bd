"""How colours look to eyes that see them otherwise, and how far two colours are apart.

Both work on arrays of colours: red, green and blue from 0 to 255 in the last direction.
"""

import numpy
from numpy.typing import NDArray

Colours = NDArray[numpy.float64]

EYES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What becomes of red, green and blue light. Source: Machado, Oliveira and Fernandes (2009), severity 1.0."""

_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def seen_with(eyes: str, colours: NDArray[numpy.generic]) -> Colours:
    """Return how colours look to eyes of `EYES`."""
    light = _to_light(colours) @ numpy.array(EYES[eyes]).T
    light = numpy.clip(light, 0, 1)
    curved = numpy.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return numpy.asarray(255 * curved)


def distance(one: NDArray[numpy.generic], other: NDArray[numpy.generic]) -> float:
    """Return how different two colours look: below 1 nobody sees it, above 10 everybody at a glance.

    Source:
        CIEDE2000: Sharma, Wu and Dalal, Color Research and Application 30 (2005).
    """
    (l1, a1, b1), (l2, a2, b2) = _to_lab(one), _to_lab(other)
    mean = (numpy.hypot(a1, b1) + numpy.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - numpy.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = numpy.hypot(a1, b1), numpy.hypot(a2, b2)
    h1, h2 = (numpy.degrees(numpy.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = 2 * numpy.sqrt(c1 * c2) * numpy.sin(numpy.radians(turn / 2))
    middle = h1 + turn / 2 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weights = (-30, -0.17), (0, 0.24), (6, 0.32), (-63, -0.20)
    t = 1.0
    for times, (shift, weight) in zip((1, 2, 3, 4), weights, strict=True):
        t += weight * numpy.cos(numpy.radians(times * middle + shift))
    s_light = 1 + 0.015 * (light - 50) ** 2 / numpy.sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    blue = 30 * numpy.exp(-(((middle % 360 - 275) / 25) ** 2))
    rotation = -2 * numpy.sqrt(chroma**7 / (chroma**7 + 25**7)) * numpy.sin(numpy.radians(2 * blue))
    parts = (l2 - l1) / s_light, (c2 - c1) / s_chroma, hue / s_hue
    return float(numpy.sqrt(sum(part**2 for part in parts) + rotation * parts[1] * parts[2]))


def _to_light(colours: NDArray[numpy.generic]) -> Colours:
    share = numpy.asarray(colours, dtype=float) / 255
    return numpy.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _to_lab(colour: NDArray[numpy.generic]) -> Colours:
    x, y, z = (numpy.array(_TO_XYZ) @ _to_light(colour)) / numpy.array(_WHITE)
    fx, fy, fz = (numpy.cbrt(v) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return numpy.array((116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)))
