"""Do the audit of the tables again: what they say is compared with where it is from, and what cannot be is said.

    python tools/audit.py [REPORT]

REPORT is the text of the 2024 annual report, recovered from its pages; it is not kept here. `tools/council-names.csv`
holds the names of council areas as the two lists of the Office for National Statistics print them, under the Open
Government Licence v3.0. The exit code is 1 where something does not agree.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
PACKAGE = TOOLS.parent / "datapackage"
ANNUAL_REPORT = "annual-report-2024"
DENIAL = re.compile(r"\b[Nn]o (?:source|page)s? (?:that )?we\b|\bnot in any source\b|\bin the sources we hold\b")
NUMBERS = {
    "no": 0,
    "none": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "all": 3,
}
NUMBERS |= {"half": 50, "one-third": 33, "every": 100, "nineteen": 19, "seventeen": 17, "both": 2, "twelve": 12}
COUNCILS = ("local authority", "london borough", "former district")

Row = dict[str, str]


Reader = Callable[[str], tuple[Row, ...]]
"""What gives the rows of a table."""


@cache
def read_table(table: str) -> tuple[Row, ...]:
    """The rows of a table as text."""
    return _read(PACKAGE / f"{table}.csv")


def _read(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@cache
def tables() -> dict[str, list[str]]:
    """Each table with its key."""
    descriptor = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: one["schema"]["primaryKey"] for one in descriptor["resources"]}


def _named(table: str, row: Row) -> str:
    return f"{table} {'/'.join(row[column] for column in tables()[table])}"


def check_council_names(rows: Reader) -> Iterator[str]:
    """The name of a council area is the one that the list cited for its code prints."""
    printed = {row["code"]: row for row in _read(TOOLS / "council-names.csv")}
    for row in rows("places"):
        known = printed.get(row["lad_code"])
        if row["lad_code"] and known is None:
            yield f"{_named('places', row)}: no list prints the code {row['lad_code']}"
        elif known and row["code_source_id"] != known["source_id"]:
            yield f"{_named('places', row)}: the code is not in {row['code_source_id']} but in {known['source_id']}"
        elif known and row["place_type"] in COUNCILS and row["place"] != known["name"]:
            yield f"{_named('places', row)}: {known['source_id']} calls {row['lad_code']} {known['name']}"


def check_sources(rows: Reader) -> Iterator[str]:
    """Every row cites sources with publisher and licence; every source is cited, and MIT comes with its notice."""
    known = {row["source_id"]: row for row in rows("sources")}
    cited = set()
    for table in tables():
        for row in rows(table):
            columns = [name for name in row if name.endswith("source_id") and table != "sources"]
            cited |= {row[name] for name in columns} - {""}
            for name in columns:
                if row[name] and row[name] not in known:
                    yield f"{_named(table, row)}: {name} is no source"
            if "source_id" in columns and not row["source_id"]:
                yield f"{_named(table, row)}: no source"
    for source_id, row in known.items():
        if not row["publisher"] or not row["licence"]:
            yield f"sources {source_id}: no publisher or no licence"
        if (row["licence"] == "MIT") != bool(row["copyright"]):
            yield f"sources {source_id}: the notice and the licence MIT go together"
    yield from (f"sources {source_id}: cited by no row" for source_id in sorted(known.keys() - cited))


def check_basis(rows: Reader) -> Iterator[str]:
    """Stated is what the inspectorate says itself; what others say of it is reported."""
    kinds = {row["source_id"]: row["publisher_type"] for row in rows("sources")}
    columns = [("ratings", "basis", ""), ("findings", "basis", ""), ("statistics", "basis", "")]
    columns += [("inspections", "overall_basis", ""), ("inspections", "score_basis", "score_source_id")]
    for table, basis, other in columns:
        for row in rows(table):
            source = row.get(other) or row["source_id"]
            expected = "stated" if kinds[source] == "inspectorate" else "reported"
            if row[basis] in {"stated", "reported"} and row[basis] != expected:
                yield f"{_named(table, row)}: {basis} is {row[basis]}, and {source} is {expected}"


def check_denials(rows: Reader) -> Iterator[str]:
    """No note denies what a column is there to say."""
    for table in tables():
        for row in rows(table):
            yield from (
                f"{_named(table, row)}: {name} says “{found.group()}”"
                for name, cell in row.items()
                if table != "corrections" and (found := DENIAL.search(cell))
            )


def check_codes(rows: Reader) -> Iterator[str]:
    """A code has the source that prints it, and a date says whether it is only a first sighting."""
    for row in rows("pdus"):
        if bool(row["ndelius_code"]) != bool(row["code_source_id"]):
            yield f"{_named('pdus', row)}: the code and its source go together"
        if bool(row["opened"] or row["closed"]) != bool(row["dating"]):
            yield f"{_named('pdus', row)}: a date, and what it is, go together"


def check_report(text: str, rows: Reader) -> Iterator[str]:
    """The annual report: its lists of publications and inspections, its totals, every percentage and quotation."""
    report = " ".join(text.split())
    yield from _check_quotations(report, rows)
    yield from _check_percentages(report, rows)
    yield from _check_appendix_1(text, rows)
    yield from _check_appendix_2(text, rows)
    yield from _check_totals(report, rows)


def _check_quotations(report: str, rows: Reader) -> Iterator[str]:
    for table, column in (("findings", "quote"), ("statistics", "quote"), ("standards", "words")):
        for row in rows(table):
            parts = row[column].split(" […] ")
            if row["source_id"] == ANNUAL_REPORT and not all(part in report for part in parts):
                yield f"{_named(table, row)}: the report does not print “{row[column]}”"
    for row in rows("statistics"):
        quoted = row["source_id"] == ANNUAL_REPORT and row["quote"]
        if quoted and float(row["value"]) not in set(_numbers(row["quote"])):
            yield f"{_named('statistics', row)}: {row['value']} is not in “{row['quote']}”"


def _numbers(text: str) -> Iterator[float]:
    yield from (float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text))
    yield from (NUMBERS[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower()) if word in NUMBERS)
    if "24" in text or "every PDU" in text:
        yield 24


def _check_percentages(report: str, rows: Reader) -> Iterator[str]:
    held = Counter(float(row["value"]) for row in rows("statistics") if row["source_id"] == ANNUAL_REPORT)
    for number in re.findall(r"(\d+(?:\.\d+)?) per cent", report):
        if float(number) not in held:
            yield f"statistics: the report prints {number} per cent, and no row has it"


def _check_appendix_1(text: str, rows: Reader) -> Iterator[str]:
    listed = text.partition("Appendix 1: Publications\n")[2].rpartition("Appendix 2: Inspection standards")[0]
    listed = _plain(listed.partition("In this appendix")[2])
    for row in rows("publications"):
        if row["source_id"] != ANNUAL_REPORT or not row["type"].startswith(("PDU", "Regional")):
            continue
        if _plain(row["title"]) not in listed:
            yield f"{_named('publications', row)}: Appendix 1 does not list it"


def _check_appendix_2(text: str, rows: Reader) -> Iterator[str]:
    names = {_plain(row["name"]): row["pdu_id"] for table in ("pdu_names", "pdus") for row in rows(table)}
    regions = {row["pdu_id"]: row["region_id"] for row in rows("pdus")}
    region_ids = {_plain(row["name"]): row["region_id"] for row in rows("regions")}
    line = re.compile(r"^(.+) PDU \(Probation Service – (.+) region\)\s.*?(\d\d)/(\d\d)/(\d{4})\s+(\d+)", re.MULTILINE)
    found = line.findall(text)
    if not found:
        yield "the report: Appendix 2 could not be read"
    for name, region, day, month, year, score in found:
        pdu_id = names.get(_plain(name), "")
        published = date(int(year), int(month), int(day)).isoformat()
        if regions.get(pdu_id) != region_ids.get(_plain(region)):
            yield f"pdus: Appendix 2 has {name} in {region}"
        if not any(
            row["pdu_id"] == pdu_id and row["published"] == published and row["score"] == score
            for row in rows("inspections")
        ):
            yield f"inspections: Appendix 2 has {name} on {published} with {score} points"


def _check_totals(report: str, rows: Reader) -> Iterator[str]:
    counts: dict[str, dict[str, str]] = {}
    for row in rows("rating_totals"):
        counts.setdefault(row["standard_id"], {})[row["rating"]] = row["count"]
    names = {row["standard_id"]: row["name"] for row in rows("standards")}
    for standard_id, given in counts.items():
        if "-pdu-" not in standard_id:
            continue
        stated = re.search(
            rf"- ?{names[standard_id]}:? ((?:(?:All )?\w+ '[^']+'(?:, | and )?)+)", report, re.IGNORECASE
        )
        if stated is None:
            yield f"rating_totals {standard_id}: the report's count could not be found"
            continue
        pairs = re.findall(r"(\w+) '([^']+)'", stated.group(1))
        printed = {rating: str(NUMBERS.get(number, number)) for number, rating in pairs}
        if {rating: count for rating, count in given.items() if count != "0"} != printed:
            yield f"rating_totals {standard_id}: the report prints {printed}"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", "and")).strip()


CHECKS = (check_council_names, check_sources, check_basis, check_denials, check_codes)


def main() -> int:
    """Print what does not agree and what could not be compared, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", type=Path, help="text of the 2024 annual report")
    options = parser.parse_args()
    found = [said for check in CHECKS for said in check(read_table)]
    if options.report:
        found += check_report(options.report.read_text(encoding="utf-8"), read_table)
    else:
        print("Not compared: the annual report; give its text.")
    others = [row for row in (*read_table("findings"), *read_table("statistics")) if row["quote"]]
    quoted = sum(row["source_id"] != ANNUAL_REPORT for row in others)
    print(f"Not compared: {quoted} quotations of other pages, which are not kept here, and the licences themselves.")
    print(*found, f"{len(found)} things do not agree.", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
