"""Bringing tables that a spreadsheet saved back to the form in which they are kept; what is not plain is left alone.

The kept form: UTF-8 without a mark, line feeds, commas, quotation marks where they must be, the columns in the order of
the description and the rows in the order of their key, dates as YYYY-MM-DD. A column of dates is settled by the column
itself (no month has 13 days before it) or by the last release, and never by a guess.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from ratings_site.author import AuthorError
from ratings_site.check import values
from ratings_site.check.descriptor import read_descriptor
from ratings_site.check.issues import Findings
from ratings_site.model.tables import Key, Tables, TableSchema, TextRow, build_text_rows

_ENCODINGS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}

_TWO_WAYS = "can be read in two ways and are left. In Excel, format the column as Custom, yyyy-mm-dd, and save again."


class _Unclear(Exception):  # noqa: N818 (an outcome)
    """Why a file is left as it is."""


def tidy(package: Path, released: Tables | None) -> tuple[str, ...]:
    """Write each table in its kept form; returns a sentence for each file that changed or was left as it is."""
    described = read_descriptor(package, Findings())
    if described is None:
        raise AuthorError("datapackage.json cannot be read: see what make tables says.")
    sentences = []
    for name, schema in described.schemas.items():
        file = package / schema.path
        if not file.is_file():
            continue
        raw, known = file.read_bytes(), build_text_rows(released, name) if released else {}
        try:
            kept, done, unsettled = tidied(raw, schema, known)
        except _Unclear as reason:
            sentences.append(f"{schema.path} is left as it is: {reason}")
            continue
        if kept != raw:
            file.write_bytes(kept)
            sentences.append(f"{schema.path}: {', '.join(done)}.")
        sentences += [f"{schema.path}: dates in {column} {_TWO_WAYS}" for column in unsettled]
    return tuple(sentences)


def tidied(raw: bytes, schema: TableSchema, known: Mapping[Key, TextRow]) -> tuple[bytes, list[str], list[str]]:
    """One table in its kept form, what was done to it, and its columns that hold dates which nothing settles.

    Raises _Unclear where its shape is damaged.
    """
    done: list[str] = []
    text = _decoded(raw, known, done)
    done += ["line ends"] * ("\r" in text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _read(text, schema, done)
    ordered = sorted(rows, key=lambda row: [row[name] for name in schema.primary_key])
    if ordered != rows:
        done.append("rows in the order of their key")
    before = [known.get(tuple(row[part] for part in schema.primary_key), {}) for row in ordered]
    for column in schema.fields:
        cells, was = [row[column.name] for row in ordered], [row.get(column.name, "") for row in before]
        meant = _MEANT[column.type](cells, was) if column.type in _MEANT else cells
        if meant != cells:
            done.append(f"{'dates' if column.type == 'date' else 'words'} in {column.name}")
        for row, cell in zip(ordered, meant, strict=True):
            row[column.name] = cell
    written = io.StringIO()
    writer = csv.DictWriter(written, schema.column_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    if not done and written.getvalue() != text:
        done.append("quotation marks")
    dates = [column.name for column in schema.fields if column.type == "date"]
    unsettled = [name for name in dates if any(values.readings(row[name]) for row in ordered)]
    return written.getvalue().encode(), done, unsettled


def _decoded(raw: bytes, known: Mapping[Key, TextRow], done: list[str]) -> str:
    """The text of a file; an older encoding is taken where words of the last release come out right in no other."""
    for mark, encoding in _ENCODINGS.items():
        if raw.startswith(mark):
            done.append("the mark at the beginning" if encoding == "utf-8-sig" else "the encoding (UTF-8)")
            raw = raw.decode(encoding, errors="replace").encode()
    try:
        return raw.decode()
    except UnicodeDecodeError:
        words = {cell for row in known.values() for cell in row.values() if not cell.isascii()}
        texts = {name: raw.decode(name, errors="replace") for name in ("cp1252", "mac_roman", "cp850")}
        fits = [encoding for encoding, text in texts.items() if any(word in text for word in words)]
        if len(fits) != 1:
            problem = "it is not UTF-8, and nothing says which letters were meant. Save it as CSV UTF-8."
            raise _Unclear(problem) from None
        done.append(f"the encoding (UTF-8, it was {fits[0]})")
        return texts[fits[0]]


def _read(text: str, schema: TableSchema, done: list[str]) -> list[dict[str, str]]:
    columns = schema.column_names
    first, _, rest = text.partition("\n")
    if first.strip('"').casefold().startswith("sep="):
        done.append("the line that names the separator")
        text = rest
    for delimiter in ",;\t":
        try:
            records = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
        except csv.Error:
            continue
        filled = [record for record in records if any(cell.strip() for cell in record)]
        header = [cell.strip() for cell in filled[0]] if filled else []
        if set(columns) <= set(header):
            break
    else:
        raise _Unclear("its columns cannot be told. See what make tables says.")
    extra = [at for at, name in enumerate(header) if name not in columns]
    if any("".join(record[at : at + 1]).strip() for record in filled for at in extra):
        raise _Unclear("it has columns of its own. See what make tables says.")
    if any(len(record) < len(header) - len(extra) or any(record[len(header) :]) for record in filled):
        raise _Unclear("a row has too few cells, or too many. See what make tables says.")
    if remark := next((record for record in filled[1:] if sum(map(bool, record)) == 1), None):
        raise _Unclear(f'a row holds nothing but "{"".join(remark)}". Take it out if it is a remark.')
    done += ["commas between the cells"] * (delimiter != ",")
    done += ["empty rows and columns"] * bool(extra or len(filled) < sum(map(bool, records)))
    done += ["the order of the columns"] * ([name for name in header if name] != list(columns))
    places = {name: header.index(name) for name in columns}
    return [{name: "".join(record[at : at + 1]) for name, at in places.items()} for record in filled[1:]]


def _words(cells: list[str], before: list[str]) -> list[str]:
    """The words of one column, where a program spoilt them as the last release has them."""
    return [was if values.spoilt(was, now) else now for now, was in zip(cells, before, strict=True)]


def _dates(cells: list[str], before: list[str]) -> list[str]:
    """The dates of one column as YYYY-MM-DD, as far as one way of reading fits them all, and something proves it."""
    loose = [(values.readings(cell), was) for cell, was in zip(cells, before, strict=True)]
    ways = {way for found, _ in loose for way in found}
    proven = {way for way in ways if any(_proves(way, found, was) for found, was in loose)}
    possible = {way for way in proven if all(way in found for found, _ in loose if found)}
    chosen = next(iter(possible), "") if len(possible) == 1 == len(proven) else ""
    return [_as_day(cell, chosen) for cell in cells]


def _proves(way: str, found: Mapping[str, str], was: str) -> bool:
    """Whether a date can be read in this way alone, or is what the last release has, read in this way alone."""
    if way == "serial" or len(found) > 1:
        return found.get(way) == was and (way == "serial" or len(set(found.values())) > 1)
    return way in found


def _as_day(cell: str, way: str) -> str:
    if found := values.readings(cell):
        return found.get(way, cell)
    verdict = values.check_date(cell)
    return verdict.meant if verdict and verdict.check == "date-format" and verdict.meant else cell


_MEANT = {"date": _dates, "string": _words}
"""What the cells of a column mean, by its type, beside what they were in the last release."""
