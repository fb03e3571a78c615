"""How a postcode area is written into one small file, and read back.

Nothing here knows where the postcodes come from: `build.py` reads the directory, this module is what the tests hold
the files against. The script of the search (docs/assets/find.js) reads the same files with the same rules.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

ENDINGS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters a postcode ends in: two of these, so a sector has 400 possible units."""
UNITS = len(ENDINGS) ** 2
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
"""One character for a council's place in its file's list."""
SYMBOLS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
"""Ninety-two printable characters that JSON writes as they are."""
OUTSIDE = {"S": "Scotland", "N": "Northern Ireland", "L": "the Channel Islands", "M": "the Isle of Man"}
"""What the first letter of a code outside England and Wales stands for."""

Sector = tuple[str, str]
"""District and the digit of the sector: ("LS1", "1")."""


def split(postcode: str) -> tuple[str, str, int | None]:
    """District, sector digit and number of the unit; no number where the ending cannot be one ("NPT 0VA")."""
    district, ending = postcode[:-3].strip(), postcode[-3:]
    if not set(ending[1:]) <= set(ENDINGS):
        return district, ending[0], None
    return district, ending[0], ENDINGS.index(ending[1]) * len(ENDINGS) + ENDINGS.index(ending[2])


def area_of(district: str) -> str:
    """The letters a district begins with: LS of LS1."""
    return "".join(takewhile(str.isalpha, district))


def council_or_country(code: str) -> str:
    """A council's code, or the letter of the country where it lies outside England and Wales."""
    return code[0] if code[:1] in OUTSIDE else code


def gather(rows: Iterable[tuple[str, str]]) -> dict[Sector, dict[int, str]]:
    """The council of each unit, by sector; units without a council are left out."""
    sectors: dict[Sector, dict[int, str]] = defaultdict(dict)
    for postcode, code in rows:
        district, digit, unit = split(postcode)
        if code and unit is not None:
            sectors[district, digit][unit] = council_or_country(code)
    return sectors


def encode(units: Mapping[int, str], councils: list[str]) -> str:
    """Write a sector: its councils, most postcodes first, then how many it has, or, of several, who has which unit.

    The units stand in alphabetical order as runs: of `states` (nothing here, the first council, the second, ...)
    and length, in one symbol each: `(length - 1) * states + state`. What follows the last unit is not written.
    """
    counted = Counter(units.values())
    order = sorted(counted, key=lambda code: (-counted[code], code))
    names = "".join(DIGITS[councils.index(code)] for code in order)
    if len(order) == 1:
        return f"{names} {len(units)}"
    states = len(order) + 1
    longest = len(SYMBOLS) // states
    line = [order.index(units[unit]) + 1 if unit in units else 0 for unit in range(max(units) + 1)]
    return f"{names} {''.join(_runs(line, states, longest))}"


def _runs(line: list[int], states: int, longest: int) -> Iterator[str]:
    start = 0
    for position in range(1, len(line) + 1):
        if position == len(line) or line[position] != line[start] or position - start == longest:
            yield SYMBOLS[(position - start - 1) * states + line[start]]
            start = position


def decode(text: str, councils: list[str]) -> list[str] | str:
    """Read a sector back: the one council it lies in, or the council of each of its units ("" where there is none)."""
    names, _, runs = text.partition(" ")
    order = [councils[DIGITS.index(name)] for name in names]
    if len(order) == 1:
        return order[0]
    units: list[str] = []
    for symbol in runs:
        length, state = divmod(SYMBOLS.index(symbol), len(order) + 1)
        units += [("", *order)[state]] * (length + 1)
    return units + [""] * (UNITS - len(units))


def render(area: str, sectors: Mapping[Sector, Mapping[int, str]]) -> str:
    """One area's file, a sector on each line, so that a new edition of the directory can be read as a difference."""
    codes = sorted({code for units in sectors.values() for code in units.values()})
    ordered = sorted(sectors, key=lambda sector: (len(sector[0]), sector))
    lines = [f"{json.dumps(f'{d[len(area) :]} {n}')}:{json.dumps(encode(sectors[d, n], codes))}" for d, n in ordered]
    councils = json.dumps(codes, separators=(",", ":"))
    return f'{{"councils":{councils},\n"sectors":{{\n' + ",\n".join(lines) + "\n}}\n"


def read(files: Mapping[str, str], only: Collection[Sector] = ()) -> dict[Sector, list[str] | str]:
    """Read the files of areas back, or only some sectors: each one's council, or the council of each of its units."""
    known: dict[Sector, list[str] | str] = {}
    for area, data in _areas(files):
        for key, text in data["sectors"].items():
            district, digit = key.split(" ")
            if not only or (area + district, digit) in only:
                known[area + district, digit] = decode(text, data["councils"])
    return known


def councils(files: Mapping[str, str]) -> dict[Sector, Counter[str]]:
    """How many postcodes of each sector lie in which council."""
    known: dict[Sector, Counter[str]] = {}
    for area, data in _areas(files):
        for key, text in data["sectors"].items():
            district, digit = key.split(" ")
            known[area + district, digit] = count(text, data["councils"])
    return known


def count(text: str, councils: list[str]) -> Counter[str]:
    """How many postcodes of a sector lie in which council, most first."""
    names, _, rest = text.partition(" ")
    order = ["", *(councils[DIGITS.index(name)] for name in names)]
    if len(names) == 1:
        return Counter({order[1]: int(rest)})
    counted = Counter(dict.fromkeys(order[1:], 0))
    for symbol, times in Counter(rest).items():
        length, state = divmod(SYMBOLS.index(symbol), len(order))
        if state:
            counted[order[state]] += (length + 1) * times
    return counted


def _areas(files: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Each area with what its file holds."""
    for path in (path for path in files if path.startswith("areas/")):
        yield PurePosixPath(path).stem.upper(), json.loads(files[path])


def find(postcode: str, known: Mapping[Sector, list[str] | str]) -> str:
    """The council of a postcode, "" where the files know none."""
    district, digit, unit = split(postcode)
    found = "" if unit is None else known.get((district, digit), "")
    return found if isinstance(found, str) else found[unit or 0]


def misread(rows: Iterable[tuple[str, str]], files: Mapping[str, str]) -> Iterator[str]:
    """Each postcode of England and Wales that the files do not give back as the directory has it."""
    known = read(files)
    for postcode, code in rows:
        if code[:1] in {"E", "W"} and split(postcode)[2] is not None and find(postcode, known) != code:
            yield f"{postcode} is in {code}, not in {find(postcode, known) or 'no council'}."
