"""Why the fonts, icons and faces in `assets/` look as they do: this script made them from free packages.

Run it only to change that set: `python tools/prepare_assets.py`. It needs npm, node, and the Python packages
fonttools and brotli; who plays or develops needs none of these, because the prepared files are kept in the
repository.

What it changes on the way:

* fonts: woff2 to TTF; the digits of equal width take the place of the ordinary ones, so amounts do not jump;
* icons: only those in `icons.txt`, without comment and class; `currentColor` is filled in when drawn;
* faces: put together from fixed parts; masks are taken out, because the SVG reader of SDL draws them as white
  blocks; the shirt has a colour of its own (`SHIRT`) that the drawing layer replaces with the role's colour.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PACKAGES = {
    "@fontsource/atkinson-hyperlegible-next": "5.3.0",
    "@fontsource/bricolage-grotesque": "5.3.0",
    "lucide-static": "1.62.0",
    "@dicebear/core": "9.4.3",
    "@dicebear/open-peeps": "9.4.3",
}
FONTS = {
    "atkinson": ("atkinson-hyperlegible-next", (400, 500, 600, 700, 800)),
    "bricolage": ("bricolage-grotesque", (600, 700, 800)),
}
ICONS = Path(__file__).with_name("icons.txt")
SHIRT = "c0ffee"
SKIN = {"pale": "ffdbb4", "light": "edb98a", "tan": "d08b5b", "brown": "ae5d29", "dark": "694d3d"}
HAIR = {
    "grey": "b7b3ad",
    "white": "e8e1e1",
    "blond": "d6b370",
    "brown": "724133",
    "dark": "2c1b18",
    "red": "a55728",
}
FACES: dict[str, tuple[str, str, str, str, str, str]] = {
    # name: head, expression, skin, hair (where the head has a hair colour), glasses, beard
    "afro": ("afro", "smile", "brown", "dark", "", ""),
    "bald-goatee": ("noHair2", "calm", "tan", "dark", "", "goatee1"),
    "beanie": ("hatBeanie", "smile", "pale", "brown", "", "chin"),
    "beard": ("short4", "smile", "pale", "brown", "", "full2"),
    "bob": ("medium2", "smile", "light", "dark", "", ""),
    "bow-glasses": ("bun", "smile", "light", "dark", "glasses5", ""),
    "braids": ("cornrows", "smile", "dark", "dark", "", ""),
    "curls": ("longCurly", "calm", "light", "dark", "glasses2", ""),
    "dreads": ("dreads2", "calm", "brown", "dark", "", "goatee2"),
    "flat-top": ("flatTop", "calm", "dark", "dark", "", ""),
    "grey-beard": ("noHair3", "smile", "pale", "grey", "glasses", "full4"),
    "grey-bun": ("grayBun", "smile", "pale", "grey", "", ""),
    "grey-glasses": ("grayShort", "cute", "pale", "grey", "glasses2", ""),
    "grey-wave": ("grayMedium", "smile", "tan", "white", "glasses5", ""),
    "headscarf": ("hijab", "smile", "tan", "dark", "", ""),
    "long": ("long", "smile", "light", "dark", "", ""),
    "ponytail-band": ("bun2", "smile", "tan", "dark", "", ""),
    "red-bangs": ("bangs", "smile", "pale", "red", "", ""),
    "short-glasses": ("short5", "smile", "light", "dark", "glasses3", ""),
    "straight": ("medium3", "calm", "pale", "dark", "", ""),
    "turban": ("turban", "smile", "tan", "dark", "", "full"),
    "twists": ("twists", "smile", "brown", "dark", "", ""),
    "waves-blond": ("mediumBangs2", "smile", "pale", "blond", "", ""),
    "young": ("short2", "smile", "tan", "dark", "", ""),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        install(folder)
        packages = folder / "node_modules"
        prepare_fonts(packages, ASSETS / "fonts")
        prepare_icons(packages, ASSETS / "icons")
        prepare_faces(folder, ASSETS / "faces")
    size = sum(file.stat().st_size for file in ASSETS.rglob("*") if file.is_file())
    sys.stdout.write(f"assets: {size / 1000:.0f} kB\n")


def install(folder: Path) -> None:
    (folder / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", *wanted]
    subprocess.run(command, cwd=folder, check=True)


def prepare_fonts(packages: Path, folder: Path) -> None:
    """Write a TTF per weight with digits of equal width, the licence, and `widths.json`.

    `widths.json` maps font to character to advance, in thousandths of the font size; with it the width of a
    text is known without a screen.
    """
    start_again(folder)
    widths: dict[str, dict[str, int]] = {}
    for short, (package, weights) in FONTS.items():
        source = packages / "@fontsource" / package
        for weight in weights:
            font = TTFont(source / "files" / f"{package}-latin-{weight}-normal.woff2", recalcTimestamp=False)
            use_tabular_digits(font)
            font.flavor = None
            font.save(folder / f"{short}-{weight}.ttf")
            widths[f"{short}-{weight}"] = advances(font)
        shutil.copy(source / "LICENSE", folder / f"{short}-OFL.txt")
    (folder / "widths.json").write_text(
        json.dumps(widths, ensure_ascii=False, sort_keys=True) + "\n", "utf-8"
    )


def use_tabular_digits(font: TTFont) -> None:
    """Let the characters 0 to 9 show the glyphs of the feature `tnum`; SDL_ttf cannot switch features on."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swap: dict[str, str] = {}
    for index in lookups:
        for subtable in table.LookupList.Lookup[index].SubTable:
            swap |= getattr(subtable, "ExtSubTable", subtable).mapping
    digits = range(ord("0"), ord("9") + 1)
    for characters in font["cmap"].tables:
        for code in digits:
            if code in characters.cmap:
                characters.cmap[code] = swap.get(characters.cmap[code], characters.cmap[code])
    best = font.getBestCmap()
    if len({font["hmtx"][best[code]][0] for code in digits}) != 1:
        raise SystemExit("the digits still differ in width")


def advances(font: TTFont) -> dict[str, int]:
    em = font["head"].unitsPerEm
    metrics = font["hmtx"]
    return {chr(code): round(1000 * metrics[glyph][0] / em) for code, glyph in font.getBestCmap().items()}


def prepare_icons(packages: Path, folder: Path) -> None:
    start_again(folder)
    source = packages / "lucide-static"
    for name in ICONS.read_text("utf-8").split():
        text = (source / "icons" / f"{name}.svg").read_text("utf-8")
        (folder / f"{name}.svg").write_text(tidy(text), "utf-8")
    shutil.copy(source / "LICENSE", folder / "LICENSE.txt")


HIGH_HAIR = ("bow-glasses", "ponytail-band")
"""Faces whose hair goes over the top of the frame; theirs is wider."""

FRAME, HIGHER_FRAME = "0 0 704 704", "-35 -70 774 774"


def prepare_faces(packages: Path, folder: Path) -> None:
    start_again(folder)
    names = ("head", "face", "skin", "hair", "glasses", "beard")
    faces = {name: dict(zip(names, parts, strict=True)) for name, parts in FACES.items()}
    for parts in faces.values():
        parts["skin"], parts["hair"] = SKIN[parts["skin"]], HAIR[parts["hair"]]
    plan = packages / "faces.json"
    plan.write_text(json.dumps({"shirt": SHIRT, "faces": faces}), "utf-8")
    script = shutil.copy(Path(__file__).with_name("faces.mjs"), packages)
    subprocess.run(["node", script, plan, folder], cwd=packages, check=True)
    for file in folder.glob("*.svg"):
        text = re.sub(
            r"<metadata.*?</metadata>|<mask.*?</mask>", "", file.read_text("utf-8"), flags=re.DOTALL
        )
        text = re.sub(r' mask="[^"]*"', "", text)
        if file.stem in HIGH_HAIR:
            text = text.replace(f'viewBox="{FRAME}"', f'viewBox="{HIGHER_FRAME}"', 1)
        file.write_text(tidy(text), "utf-8")
    shutil.copy(packages / "node_modules" / "@dicebear" / "open-peeps" / "LICENSE", folder / "LICENSE.txt")


def tidy(svg: str) -> str:
    """Return the drawing without comment and class, on one line."""
    svg = re.sub(r'<!--.*?-->|\sclass="[^"]*"', "", svg, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", svg)).strip() + "\n"


def start_again(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


if __name__ == "__main__":
    main()
