"""The whole package as one Excel workbook: cover, notes, dictionary, and one sheet a table."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

import xlsxwriter

from ratings_site.downloads import formats
from ratings_site.model.tables import PackageInfo

_NOTES = (
    "Each sheet after the dictionary is one table, with its column names in the first row.",
    "Numbers are numbers and dates are dates; a doubt or a footnote stands in the column note, never beside a value.",
    "An empty cell means that the value is unknown or does not apply; the columns basis, absence and note say which.",
    "Where only the month or the year of a date is known, its first day is written, and the precision column says so.",
    "A rating is stated by the inspectorate, reported by others, derived, or not available; Not rated is the outcome "
    "of an inspection whose programme gives no ratings.",
    "Scores of programmes with different highest scores are not comparable.",
)
_WIDEST, _NARROWEST = 60, 9


def render_workbook(parts: Iterable[formats.Part], package: PackageInfo, limitations: Iterable[str]) -> bytes:
    """Write a workbook that any spreadsheet opens with real dates, numbers, frozen headers and filters."""
    tables = tuple(parts)
    target = io.BytesIO()
    # Without this a text that begins with = or looks like an address becomes a formula or a link.
    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **plain_text}) as book:
        book.set_properties(_properties(package))
        sheets = _Sheets(book)
        sheets.cover(package, tables)
        sheets.lines("notes", "Notes", (*limitations, *_NOTES))
        sheets.dictionary(package)
        for part in tables:
            sheets.table(part.name, part.header, part.rows)
    return target.getvalue()


def _properties(package: PackageInfo) -> dict[str, object]:
    created = datetime.combine(package.created, time())
    return {
        "title": f"{package.title}, version {package.version}",
        "comments": package.licence["title"],
        "keywords": ", ".join(package["keywords"]),
        "created": created,
    }


class _Sheets:
    """The workbook while it is written, with the three formats its cells share."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})

    def cover(self, package: PackageInfo, parts: Sequence[formats.Part]) -> None:
        sheet = self.book.add_worksheet("cover")
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 90, self.wrap)
        facts: list[tuple[str, formats.Value]] = [
            (package.title, None),
            ("About", package["description"]),
            ("Version", package.version),
            ("Date", package.created),
            ("Licence", f"{package.licence['title']}, {package.licence['path']}"),
            ("Covers", f"{package['spatial']}, {package['temporal'].replace('/', ' to ')}"),
            ("Sheets", None),
        ]
        for line, (label, value) in enumerate(facts):
            sheet.write_string(line, 0, label, self.bold)
            self._write(sheet, line, 1, value)
        contents = [("notes", "How to read the tables"), ("dictionary", "What every column means")]
        contents += [(part.name, part.schema.title) for part in parts]
        for line, (name, title) in enumerate(contents, start=len(facts)):
            sheet.write_url(line, 0, f"internal:'{name}'!A1", string=name)
            sheet.write_string(line, 1, title)

    def lines(self, name: str, title: str, lines: Iterable[str]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 110, self.wrap)
        sheet.write_string(0, 0, title, self.bold)
        for line, text in enumerate(lines, start=1):
            sheet.write_string(line, 0, text)

    def dictionary(self, package: PackageInfo) -> None:
        shown = [place for place, name in enumerate(formats.DICTIONARY) if name not in ("minimum", "maximum")]
        rows = [[row[place] for place in shown] for row in formats.dictionary_rows(package, ", ")]
        self.table("dictionary", [formats.DICTIONARY[place] for place in shown], rows)

    def table(self, name: str, header: Sequence[str], rows: Sequence[Sequence[formats.Value]]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, label in enumerate(header):
            sheet.set_column(place, place, _width(label, [row[place] for row in rows]))
            sheet.write_string(0, place, label, self.bold)
        for line, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                self._write(sheet, line, place, value)
        sheet.autofilter(0, 0, len(rows), len(header) - 1)

    def _write(self, sheet: "xlsxwriter.worksheet.Worksheet", line: int, place: int, value: formats.Value) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)
        elif isinstance(value, int | float):
            sheet.write_number(line, place, value)
        elif isinstance(value, date):
            sheet.write_datetime(line, place, datetime.combine(value, time()), self.date)
        elif value is not None:
            sheet.write_string(line, place, value)


def _width(label: str, values: Iterable[formats.Value]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(label)) + 2))
