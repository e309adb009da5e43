"""Makes the fonts of this folder from those of their projects.

    python3 -m pip install fonttools
    python3 subset.py FOLDER

FOLDER has Inter.var.ttf and InterDisplay.var.ttf (Inter 3.19, upright, with the axis `wght`) and
JetBrainsMono-Regular.ttf (2.242). Licence: OFL.txt.

    python3 subset.py --icons FOLDER

FOLDER has MaterialSymbolsRounded-Regular.ttf and MaterialSymbolsRounded_Filled-Regular.ttf (2.973, as in the crate
egui_material_icons 0.9.0). The icons are those of src/domain/icon.rs. Licence: Apache-2.0.txt.
"""

import re
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Latin with its extensions for the languages of Europe and Vietnam, Greek, Cyrillic, punctuation, currencies, arrows.
RANGES = """0020-007E 00A0-017F 018F 0192 0218-021B 0259 02C6-02DD 0300-0304 0306-030C 0323 0326-0328 0370-03FF
0400-045F 0490-0491 1E80-1E85 1E9E 1EA0-1EF9 2002-200A 2010-2027 202F-203A 2044 2070-209C 20A0-20C0 2116 2122 2126
2190-2199 2212 221E 2248 2260 2264 2265 2713 2717 21E7 2318 2325 FFFD"""
# Titles and codes need no letters of other scripts: those come from Inter.
LATIN = "0020-007E 00A0-017F 0218-021B 1E9E 2010-2027 202F-203A 20AC 2122 2190-2193 2212 FFFD"
DIGITS = "0030-0039"


def characters(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def subset(source, target, ranges, features, tabular=False, hinting=False):
    font = TTFont(source)
    if tabular:
        freeze(font, "tnum")
    names = [0, 1, 2, 5, 13, 14]
    options = Options(layout_features=features, hinting=hinting, notdef_outline=True, name_IDs=names)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(ranges))
    subsetter.subset(font)
    font.save(target)
    print(target, Path(target).stat().st_size)


def freeze(font, tag):
    """Gives characters the glyphs that a feature would substitute: egui cannot ask for features."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    mapping = {}
    for index in lookups:
        for sub in table.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(sub, "ExtSubTable", sub), "mapping", {}))
    for cmap in font["cmap"].tables:
        cmap.cmap = {char: mapping.get(glyph, glyph) for char, glyph in cmap.cmap.items()}


def icons(folder, here):
    text = (here / "../../src/domain/icon.rs").read_text()
    codes = " ".join(re.findall(r"\\u\{([0-9a-f]+)\}", text))
    # `rclt` puts the filled form of an icon in place of the other one; the hints decide how egui draws the edges.
    subset(folder / "MaterialSymbolsRounded-Regular.ttf", here / "icons-outlined.ttf", codes, ["rclt"], hinting=True)
    filled = folder / "MaterialSymbolsRounded_Filled-Regular.ttf"
    subset(filled, here / "icons-filled.ttf", codes, ["rclt"], hinting=True)


def texts(folder, here):
    kerning = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
    subset(folder / "Inter.var.ttf", here / "inter.ttf", RANGES, kerning)
    subset(folder / "InterDisplay.var.ttf", here / "inter-display.ttf", LATIN, kerning)
    subset(folder / "Inter.var.ttf", here / "inter-tabular-digits.ttf", DIGITS, [], tabular=True)
    # Without `calt`, which has the ligatures.
    subset(folder / "JetBrainsMono-Regular.ttf", here / "jetbrains-mono.ttf", LATIN, ["mark", "mkmk", "ccmp", "locl"])


if __name__ == "__main__":
    make = icons if sys.argv[1] == "--icons" else texts
    make(Path(sys.argv[-1]), Path(__file__).parent)
