"""Tables as CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date

from ratings_site.render.downloads.cells import Part


def render_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write the normal form of every CSV here: UTF-8 without a byte order mark, line feeds, quotes where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def render_records(part: Part) -> bytes:
    """Write a table as a JSON array with one record a line: null where a cell is empty, dates as YYYY-MM-DD."""
    records = (_compact(dict(zip(part.header, row, strict=True))) for row in part.value_rows)
    return ("[" + ",".join(f"\n{record}" for record in records) + "\n]\n").encode()


def render_json(document: object) -> bytes:
    """Write a document for people to read as well."""
    return (json.dumps(document, ensure_ascii=False, indent=2, default=_iso) + "\n").encode()


def _compact(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    message = f"a {type(value).__name__} has no form in JSON"
    raise TypeError(message)
