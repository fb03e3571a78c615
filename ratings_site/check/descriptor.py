"""`datapackage.json`: what the package says of itself."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ratings_site.check.described import read_resource
from ratings_site.check.entries import DESCRIPTOR, Entry
from ratings_site.check.files import read_bytes
from ratings_site.check.findings import Findings
from ratings_site.check.issues import Place
from ratings_site.check.scale import widen
from ratings_site.model.rows import ROW_CLASSES, needed_columns
from ratings_site.model.tables import ForeignKey, PackageInfo, TableSchema

_MAX_BYTES = 4 * 2**20
_STANDARD = "https://datapackage.org/profiles/2.0/datapackage.json"
_VERSION = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}(?:-[0-9A-Za-z.-]+)?")
_CREATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})")
_CONFLICT = re.compile("^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_DEEPEST = 40
_TOO_LATE = date(9000, 1, 1)


@dataclass(frozen=True)
class Descriptor:
    """A descriptor as far as it can be used: `resources` holds the tables whose description is sound."""

    info: PackageInfo
    resources: Mapping[str, Mapping[str, Any]]


def read_descriptor(folder: Path, found: Findings) -> Descriptor | None:
    """Read the descriptor, reporting whatever is broken or lacking; None where nothing of it can be used."""
    raw = read_bytes(folder, DESCRIPTOR, found, limit=_MAX_BYTES, is_table=False)
    text = None if raw is None else _decode(raw, found)
    content = None if text is None else _parse(text, found)
    if text is None or content is None:
        return None
    widen(content, folder)
    package = Entry(content, "the package", text, found)
    tables = _read_tables(package)
    schemas = {name: schema for name, (schema, _) in tables.items()}
    listed = content.get("resources")
    usable = _check_needs(schemas, package) if listed and isinstance(listed, list) else ()
    info = _read_info(package, MappingProxyType(schemas))
    return Descriptor(info, {name: resource for name, (_, resource) in tables.items() if name in usable})


def _decode(raw: bytes, found: Findings) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        letter = bytes([raw[error.start]]).decode("cp1252", errors="replace")
        found.add("descriptor-not-utf-8", Place(DESCRIPTOR, line), value=letter)
        return None
    conflict = _CONFLICT.search(text)
    if conflict:
        found.add("merge-conflict", Place(DESCRIPTOR, text.count("\n", 0, conflict.start()) + 1))
        return None
    return text


class _RepeatedNameError(ValueError):
    """A JSON object that says the same name twice."""


def _parse(text: str, found: Findings) -> dict[str, Any] | None:
    try:
        content = json.loads(text, object_pairs_hook=_without_repetition, parse_constant=_refuse_constant)
        json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        found.add("descriptor-not-json", Place(DESCRIPTOR, error.lineno), near=_near(text, error.pos))
    except _RepeatedNameError as error:
        found.add("descriptor-repeated", Place(DESCRIPTOR), value=str(error), what="a name", where="one object")
    except (ValueError, RecursionError):  # a number without end, half a character, or brackets without end
        found.add("descriptor-not-json", Place(DESCRIPTOR), near="")
    else:
        if isinstance(content, dict) and not _is_too_deep(content):
            return content
        found.add("descriptor-not-json", Place(DESCRIPTOR, 1), near="")
    return None


def _is_too_deep(content: object) -> bool:
    """Whether lists and objects stand in each other deeper than any descriptor needs, and than programs can follow."""
    level = [content]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inner(outer)]
    return bool(level)


def _inner(content: object) -> Iterable[object]:
    return content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()


def _near(text: str, position: int) -> str:
    start = max(text.rfind("\n", 0, position) + 1, position - 30)
    line = text[start : position + 30].partition("\n")[0].strip()
    return f", near {line}" if line else ""


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedNameError(next(name for name in names if names.count(name) > 1))
    return result


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _read_tables(package: Entry) -> dict[str, tuple[TableSchema, Mapping[str, Any]]]:
    described: dict[str, tuple[TableSchema, Entry]] = {}
    paths: set[str] = set()
    for entry in package.entries("resources", "table"):
        read = read_resource(entry)
        if read is None:
            continue
        if read.name in described or read.path.casefold() in paths:
            entry.report("descriptor-repeated", value=read.name, what="a table", where="the list of tables")
            continue
        paths.add(read.path.casefold())
        described[read.name] = (read, entry)
    columns = {name: set(schema.column_names) for name, (schema, _) in described.items()}
    for name, (schema, entry) in list(described.items()):
        if not all(_leads_somewhere(key, name, columns) for key in schema.foreign_keys):
            entry.wrong("foreignKeys", _RULES["foreignKeys"])
            del described[name]
    return {name: (schema, entry.content) for name, (schema, entry) in described.items()}


def _leads_somewhere(key: ForeignKey, name: str, columns: Mapping[str, set[str]]) -> bool:
    target = key.reference or name
    if target not in columns:
        return target in ROW_CLASSES  # it will be reported as lacking, or was as broken
    return set(key.reference_fields) <= columns[target]


def _check_needs(schemas: Mapping[str, TableSchema], package: Entry) -> set[str]:
    """Report what the pages need and the descriptor does not describe; the tables that are described as needed."""
    names = [entry.get("name") for entry in package.content["resources"] if isinstance(entry, dict)]
    written = {name for name in names if isinstance(name, str)}
    usable = set(schemas)
    for table in ROW_CLASSES:
        if table not in written:
            package.report_lack("descriptor-table-missing", value=table)
        elif table in schemas:
            types = {field.name: field.type for field in schemas[table].fields}
            for column, kind in needed_columns(table).items():
                if types.get(column) != kind:
                    check = "descriptor-column-type" if column in types else "descriptor-column-missing"
                    package.report_lack(check, value=column, table=table, kind=_TYPES_IN_WORDS[kind])
                    usable.discard(table)
    return usable


_TYPES_IN_WORDS = {
    "string": "text",
    "integer": "whole numbers",
    "number": "numbers",
    "date": "dates",
    "boolean": "yes or no",
}

_RULES = {
    "$schema": f'It must be "{_STANDARD}".',
    "name": "It must be lower-case words joined by hyphens.",
    "version": 'It must be three numbers with points between them, such as "1.2.0".',
    "created": 'It must be a date and a time such as "2026-11-23T09:30:00Z".',
    "homepage": "It must be a link that begins with https://.",
    "licenses": 'Each licence must have a "name", a "title" and a "path" that begins with https://.',
    "foreignKeys": "Each of them must name columns of this table, and a table and columns that are there.",
}


def _read_info(package: Entry, schemas: Mapping[str, TableSchema]) -> PackageInfo:
    package.text("$schema", rule=_RULES["$schema"], fits=lambda text: text == _STANDARD)
    licences = package.mappings("licenses", rule=_RULES["licenses"], fits=_is_licence)
    licence = licences[0] if licences else {}
    return PackageInfo(
        name=package.text("name", rule=_RULES["name"], fits=re.compile("[a-z0-9]+(?:[-._][a-z0-9]+)*").fullmatch),
        title=package.text("title"),
        description=package.text("description"),
        version=package.text("version", rule=_RULES["version"], fits=_VERSION.fullmatch),
        created=_read_created(package),
        homepage=package.text("homepage", rule=_RULES["homepage"], fits=_is_https, required=False),
        licence_name=licence.get("name", ""),
        licence_title=licence.get("title", ""),
        licence_url=licence.get("path", ""),
        keywords=package.texts("keywords"),
        temporal=package.text("temporal"),
        spatial=package.text("spatial"),
        contributors=package.mappings("contributors"),
        sources=package.mappings("sources"),
        schemas=schemas,
        descriptor=MappingProxyType(package.content),
    )


def _is_https(text: str) -> bool:
    return bool(re.fullmatch(r"https://[^\s<>\"']+", text))


def _is_licence(licence: Mapping[str, str]) -> bool:
    return bool(licence.get("name") and licence.get("title") and _is_https(licence.get("path", "")))


def _read_created(package: Entry) -> date:
    """The package's own date; where it is broken, a day so late that no date of a table is refused for it."""
    text = package.text("created", rule=_RULES["created"], fits=_as_datetime)
    moment = _as_datetime(text)
    return moment.date() if moment else _TOO_LATE


def _as_datetime(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if _CREATED.fullmatch(text) else None
    except ValueError:
        return None
