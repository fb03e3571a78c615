"""One table in the descriptor: its file, its columns and what is demanded of them."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from ratings_site.check.dates import is_day
from ratings_site.check.entries import Entry
from ratings_site.model.tables import Field, ForeignKey, TableSchema

_TYPES = ("string", "integer", "number", "date", "boolean")
_FIELD_KEYS = {"name", "title", "description", "type", "constraints", "trueValues", "falseValues"}
_FIELD_KEYS |= {"categories", "categoriesOrdered", "example", "rdfType", "format", "missingValues"}
_FORMATS = ("default", "uri")
_LIMITS = {"required": bool, "unique": bool, "enum": list, "pattern": str, "minLength": int, "maxLength": int}
_PORTABLE = re.compile(
    r"(?:\[\^?(?:[^\[\]\\^]|\\[s.\\])+\]|\\[s.\\*+?(){}|]|\((?!\?)|[^\\^$\[\]*+?{}(]"
    r"|(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})(?![*+?]))+"
)
"""What all of them know: a whole cell is matched, so there are no anchors, and groups are plain."""
_COLUMN_NAME = re.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_TABLE_NAME = re.compile("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def read_resource(entry: Entry) -> TableSchema | None:
    """Read the description of one table; None where it cannot be used, which is reported."""
    name = entry.text("name", rule="It must be lower-case words.", fits=_TABLE_NAME.fullmatch)
    title, description = entry.text("title"), entry.text("description")
    path, sound = _read_path(entry), _check_form(entry)
    schema = entry.content.get("schema")
    if not isinstance(schema, dict):
        entry.lacks("schema")
        return None
    inner = replace(entry, content=schema)
    fields = _read_fields(inner)
    names = [field.name for field in fields]
    if not fields or not _check_missing_values(inner) or not _check_unique(inner, names):
        return None
    key, links = _column_list(schema.get("primaryKey"), names), _read_links(schema.get("foreignKeys", []), names)
    if not key:
        inner.wrong("primaryKey", "It must name the columns that tell the rows apart.")
    if links is None:
        inner.wrong("foreignKeys", "Each of them must name columns of this table, and a table and columns there.")
    if not (name and path and sound and key) or links is None:
        return None
    return TableSchema(name, title, description, path, fields, key, links)


def _check_unique(schema: Entry, names: list[str]) -> bool:
    unique = schema.content.get("uniqueKeys", [])
    sound = isinstance(unique, list) and all(_column_list(columns, names) for columns in unique)
    if not sound:
        schema.wrong("uniqueKeys", "It must be a list of lists of columns.")
    return sound


def _check_missing_values(entry: Entry) -> bool:
    """An empty cell, and nothing else, stands for what is not known."""
    sound = bool(entry.content.get("missingValues", [""]) == [""])
    if not sound:
        entry.wrong("missingValues", 'It must be [""]: an empty cell, and nothing else.')
    return sound


def _read_path(entry: Entry) -> str:
    path = entry.content.get("path")
    if not isinstance(path, str) or not path:
        entry.lacks("path") if path is None or path == "" else entry.wrong("path", "It must name one file.")
        return ""
    parts = PurePosixPath(path).parts
    if re.match("[A-Za-z][A-Za-z0-9+.-]+:", path) or path.startswith("//"):
        entry.report("remote-file", value=path, where=entry.where)
    elif path.startswith(("/", "~", "$")) or ".." in parts or re.search(r"[\\:\x00-\x1f*?\"<>|$%]", path):
        entry.report("unsafe-path", value=path, where=entry.where)
    elif not path.endswith(".csv") or len(path) > 200 or str(PurePosixPath(path)) != path:  # noqa: PLR2004
        entry.report("not-a-csv-path", value=path, where=entry.where)
    else:
        return path
    return ""


def _check_form(entry: Entry) -> bool:
    """Whether the file is said to be a plain UTF-8 file with commas, and nothing is said that changes its reading."""
    encoding, dialect = entry.content.get("encoding"), entry.content.get("dialect")
    delimiters: list[object] = [{"delimiter": ","}, {"csv": {"delimiter": ","}}]
    refused: list[str] = [
        key for key in ("data", "compression", "innerpath", "innerPath", "scheme", "profile") if key in entry.content
    ]
    for key in refused:
        entry.wrong(key, f'Only plain local .csv files are read: take "{key}" out.')
    if not isinstance(encoding, str) or encoding.lower() not in {"utf-8", "utf8"}:
        entry.wrong("encoding", 'It must be "utf-8".')
        refused.append("encoding")
    if dialect not in delimiters:
        entry.wrong("dialect", 'It must be {"delimiter": ","}.')
        refused.append("dialect")
    return not refused


def _read_fields(schema: Entry) -> tuple[Field, ...]:
    fields: list[Field] = []
    sound = True
    for entry in schema.entries("fields", "column"):
        inner = replace(entry, where=f"{entry.where} of {schema.where}")
        field = _read_field(inner)
        if field is None or field.name in {one.name for one in fields}:
            if field is not None:
                inner.report("descriptor-repeated", value=field.name, what="a column", where=schema.where)
            sound = False
        else:
            fields.append(field)
    return tuple(fields) if sound else ()


def _read_field(entry: Entry) -> Field | None:
    name = entry.text("name", rule="It must be lower-case words joined by underscores.", fits=_COLUMN_NAME.fullmatch)
    kind = entry.text("type", rule=f"It must be one of: {', '.join(_TYPES)}.", fits=lambda text: text in _TYPES)
    title, description = entry.text("title"), entry.text("description")
    limits = entry.content.get("constraints", {})
    sound = [_check_reading(entry, kind), _check_missing_values(entry)]
    if not _limits_are_sound(limits, kind):
        entry.wrong("constraints", "What is demanded of the column cannot be read.")
        return None
    if not name or not kind or not all(sound):
        return None
    return Field(
        name, title, description, kind,
        required=limits.get("required", False), unique=limits.get("unique", False),
        enum=tuple(limits.get("enum", ())), pattern=limits.get("pattern", ""),
        minimum=str(limits.get("minimum", "")), maximum=str(limits.get("maximum", "")),
        max_length=limits.get("maxLength"),
    )  # fmt: skip


def _check_reading(entry: Entry, kind: str) -> bool:
    """Whether nothing is said that would have the cells of a column read in another way."""
    odd = sorted(set(entry.content) - _FIELD_KEYS)
    if entry.content.get("format", "default") not in _FORMATS:
        odd.append("format")
    for key in odd:
        entry.wrong(key, "Columns are read in one way only: take it out.")
    if kind == "boolean" and (entry.content.get("trueValues"), entry.content.get("falseValues")) != (["yes"], ["no"]):
        entry.wrong("trueValues", 'It must be ["yes"], and "falseValues" must be ["no"].')
        return False
    return not odd


def _limits_are_sound(limits: object, kind: str) -> bool:
    if not isinstance(limits, dict) or not set(limits) <= {*_LIMITS, "minimum", "maximum"}:
        return False
    if any(type(limits[key]) is not wanted for key, wanted in _LIMITS.items() if key in limits):
        return False
    bounds = [limits[key] for key in ("minimum", "maximum") if key in limits]
    if kind == "date":
        return "pattern" not in limits and all(isinstance(one, str) and is_day(one) for one in bounds)
    if kind in {"integer", "number"}:
        numbers = all(type(one) is int or (type(one) is float and kind == "number") for one in bounds)
        return numbers and not {"pattern", "enum", "minLength", "maxLength"} & set(limits)
    if kind == "boolean":
        return set(limits) <= {"required"}
    texts = all(isinstance(one, str) and one for one in limits.get("enum", ["x"])) and limits.get("enum", ["x"])
    return not bounds and bool(texts) and _is_portable(limits.get("pattern", ""))


def _is_portable(pattern: str) -> bool:
    """Whether Python, JavaScript, RE2 and XML Schema read a pattern alike."""
    if pattern and not _PORTABLE.fullmatch(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _column_list(value: object, names: list[str]) -> tuple[str, ...]:
    columns = [value] if isinstance(value, str) else value
    if not isinstance(columns, list) or not all(isinstance(one, str) and one in names for one in columns):
        return ()
    return tuple(columns)


def _read_links(value: object, names: list[str]) -> tuple[ForeignKey, ...] | None:
    links = []
    for link in value if isinstance(value, list) else [None]:
        reference = link.get("reference") if isinstance(link, dict) else None
        if not isinstance(link, dict) or not isinstance(reference, dict):
            return None
        columns, table = _column_list(link.get("fields"), names), reference.get("resource", "")
        there = reference.get("fields")
        there = [there] if isinstance(there, str) else there
        if not columns or not isinstance(table, str) or not isinstance(there, list) or len(there) != len(columns):
            return None
        if not all(isinstance(one, str) for one in there):
            return None
        links.append(ForeignKey(columns, table, tuple(there)))
    return tuple(links)
