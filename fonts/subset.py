#!/usr/bin/env python3
"""Makes the four fonts of this folder by subsetting the full Noto SC fonts.

    python3 subset.py SOURCES [HANZI] [--out DIR] [--text FILE ...]

SOURCES  a folder that holds, at any depth, the four full TrueType fonts
             NotoSansSC_400Regular.ttf     NotoSansSC_700Bold.ttf
             NotoSerifSC_400Regular.ttf    NotoSerifSC_700Bold.ttf
         as the npm packages @expo-google-fonts/noto-sans-sc and
         @expo-google-fonts/noto-serif-sc ship them (README.md has the versions).
HANZI    UTF-8 text with the 8,105 characters of the 通用规范汉字表; white space
         is skipped. Default: tongyong-guifan-hanzi.txt beside this script.
--out    where the fonts are written. Default: the folder of this script.
--text   UTF-8 text files whose characters must be in the fonts too.

Written: NotoSansSC-Regular.ttf, NotoSansSC-Bold.ttf, NotoSerifSC-Regular.ttf,
NotoSerifSC-Bold.ttf. Every font is read back and checked: each character of
GB 2312, of HANZI and of the --text files must be in it unless the full font
lacks it too (those are listed); a failed check ends the script with status 1.

Needs Python 3.8+ and fontTools (pip install fonttools==4.68.0); no network.
Time stamps are those of the full fonts, so the same inputs and the same
version of fontTools give the same bytes.

What is left out: hinting, glyph names, vertical metrics and alternates, glyph
variation sequences, and all OpenType features but kern and ccmp (which joins
the two halves of the dash —— into one stroke). Kept as they are: the outlines,
the names (family, style, copyright, licence: name IDs 0 to 14) and the OS/2
weight. 'Source', the Reserved Font Name, is not used: the fonts are 'Noto Sans
SC' and 'Noto Serif SC', as upstream.
"""

import argparse
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

# (full font, font written, family name, weight)
FONTS = [
    ("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", "Noto Sans SC", 400),
    ("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", "Noto Sans SC", 700),
    ("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "Noto Serif SC", 400),
    ("NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf", "Noto Serif SC", 700),
]

# Blocks of symbols, taken as far as the full font has them.
RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x2000, 0x206F),  # general punctuation and spaces
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x214F),  # letterlike symbols
    (0x2150, 0x218F),  # fractions and Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical symbols
    (0x2460, 0x24FF),  # enclosed numbers and letters
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x25FF),  # blocks and geometric shapes
    (0x2600, 0x26FF),  # miscellaneous symbols
    (0x2700, 0x27BF),  # dingbats
    (0x2B00, 0x2BFF),  # more arrows and shapes
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0x3200, 0x32FF),  # enclosed CJK letters
    (0x3371, 0x33DF),  # squared units (㎡ ㎢ ㎞ ㎏ ...)
    (0xFF00, 0xFFEF),  # half-width and full-width forms
    (0xFFFD, 0xFFFD),  # replacement character
]

HANZI_COUNT = 8105
KEPT_FEATURES = ["ccmp", "kern"]
DROPPED_TABLES = ["BASE", "STAT", "vhea", "vmtx"]


def gb2312():
    """All characters of GB 2312, rows 1 to 94."""
    found = set()
    for row in range(1, 95):
        for cell in range(1, 95):
            try:
                found.update(bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312"))
            except UnicodeDecodeError:
                pass  # an unassigned cell
    return {ord(c) for c in found}


def characters(path):
    """The printable characters of a UTF-8 text file."""
    text = path.read_text(encoding="utf-8-sig")
    return {ord(c) for c in text if not c.isspace() and ord(c) >= 0x20}


def find(folder, name):
    hits = sorted(p for p in folder.rglob(name) if p.is_file())
    if not hits:
        sys.exit(f"{name}: not found in {folder}")
    return hits[0]


def make(source, target, wanted):
    """Writes the subset of source to target; returns the full font's characters."""
    font = TTFont(source, recalcTimestamp=False)
    # Without variation sequences, which would keep more glyphs.
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format != 14]
    full = set(font.getBestCmap())

    options = subset.Options()
    options.layout_features = KEPT_FEATURES
    options.drop_tables = options.drop_tables + DROPPED_TABLES
    options.hinting = False
    options.glyph_names = False
    options.legacy_cmap = False
    options.symbol_cmap = False
    options.notdef_glyph = True
    options.notdef_outline = True
    options.name_IDs = list(range(0, 15))
    options.name_languages = ["*"]
    options.recalc_timestamp = False
    options.recalc_bounds = False
    options.canonical_order = True
    options.prune_unicode_ranges = True

    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted & full)
    subsetter.subset(font)
    font.save(target, reorderTables=True)
    font.close()
    return full


def check(target, family, weight, full, sets):
    """Reads a written font back; prints what it has; False if something is wrong."""
    font = TTFont(target)
    font.ensureDecompiled()
    have = set(font.getBestCmap())
    name = font["name"].getBestFamilyName()
    got_weight = font["OS/2"].usWeightClass
    good = name == family and got_weight == weight
    print(
        f"{target.name}: {target.stat().st_size:,} bytes, "
        f"{font['maxp'].numGlyphs:,} glyphs, {len(have):,} characters, "
        f"'{name}' {got_weight}"
    )
    for label, wanted in sets:
        absent = wanted - have
        lost = absent & full
        good = good and not lost
        line = f"  {label}: {len(wanted & have):,} of {len(wanted):,}"
        if absent - full:
            line += ", not in the full font: " + " ".join(
                f"U+{c:04X} {chr(c)}" for c in sorted(absent - full)
            )
        if lost:
            line += ", LOST: " + " ".join(f"U+{c:04X}" for c in sorted(lost))
        print(line)
    font.close()
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument(
        "hanzi", type=Path, nargs="?", default=HERE / "tongyong-guifan-hanzi.txt"
    )
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--text", type=Path, nargs="*", default=[])
    args = parser.parse_args()

    hanzi = characters(args.hanzi)
    if len(hanzi) != HANZI_COUNT:
        sys.exit(f"{args.hanzi}: {len(hanzi)} characters, not {HANZI_COUNT}")
    sets = [("GB 2312", gb2312()), ("通用规范汉字表", hanzi)]
    sets += [(path.name, characters(path)) for path in args.text]

    wanted = {c for first, last in RANGES for c in range(first, last + 1)}
    for _, one in sets:
        wanted |= one

    args.out.mkdir(parents=True, exist_ok=True)
    good = True
    total = 0
    for source, target, family, weight in FONTS:
        target = args.out / target
        full = make(find(args.sources, source), target, wanted)
        good = check(target, family, weight, full, sets) and good
        total += target.stat().st_size
    print(f"all four: {total:,} bytes")
    if not good:
        sys.exit("a check failed")


if __name__ == "__main__":
    main()
