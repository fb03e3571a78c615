"""The whole package as one Excel workbook: cover, notes, dictionary, and one sheet a table."""

import io
from collections.abc import Iterable
from datetime import datetime, time

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
    tables, target, created = tuple(parts), io.BytesIO(), datetime.combine(package.created, time())
    # Without this a text that begins with = or looks like an address becomes a formula or a link.
    plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd", **plain_text}
    with xlsxwriter.Workbook(target, options) as book:
        title, keywords = f"{package.title}, version {package.version}", ", ".join(package["keywords"])
        about = {"title": title, "comments": package.licence["title"], "keywords": keywords, "created": created}
        book.set_properties(about)
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        cover = book.add_worksheet("cover")
        cover.set_column(0, 0, 22, bold)
        cover.set_column(1, 1, 90, wrap)
        facts: list[tuple[str, formats.Value]] = [
            (package.title, None),
            ("About", package["description"]),
            ("Version", package.version),
            ("Date", package.created),
            ("Licence", f"{package.licence['title']}, {package.licence['path']}"),
            ("Covers", f"{package['spatial']}, {package['temporal'].replace('/', ' to ')}"),
            ("Sheets", None),
        ]
        contents = [("notes", "How to read the tables"), ("dictionary", "What every column means")]
        contents += [(part.name, part.schema.title) for part in tables]
        for line, row in enumerate((*facts, *contents)):
            cover.write_row(line, 0, row)
        for line, (name, _) in enumerate(contents, start=len(facts)):
            cover.write_url(line, 0, f"internal:'{name}'!A1", string=name)
        notes = book.add_worksheet("notes")
        notes.set_column(0, 0, 110, wrap)
        notes.write_string(0, 0, "Notes", bold)
        notes.write_column(1, 0, (*limitations, *_NOTES))
        shown = [place for place, name in enumerate(formats.DICTIONARY) if name not in ("minimum", "maximum")]
        header, *rows = [
            [row[place] for place in shown] for row in (formats.DICTIONARY, *formats.dictionary_rows(package, ", "))
        ]
        for name, head, body in [
            ("dictionary", header, rows),
            *((part.name, part.header, part.rows) for part in tables),
        ]:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, head, bold)
            for line, cells in enumerate(body, start=1):
                sheet.write_row(line, 0, cells)
            for place, column in enumerate(zip(head, *body, strict=True)):
                longest = max(len(str(value)) for value in column if value is not None)
                sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, longest + 2)))
            sheet.autofilter(0, 0, len(body), len(head) - 1)
    return target.getvalue()
