"""`datapackage.json`: what the package says of itself.

`descriptor.schema.json` is the standard's description of such a file with our own demands in it, `descriptor.toml` has
those that a JSON Schema cannot say; here are the words and lines of both.
"""

import contextlib
import csv
import functools
import io
import json
import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ratings_site.check.files import Refused, check_other_files, decode, read_bytes
from ratings_site.check.issues import Findings, Place
from ratings_site.model.rows import ROW_CLASSES, needed_columns
from ratings_site.model.tables import NOT_RATED, RATINGS, Field, ForeignKey, PackageInfo, TableSchema

DESCRIPTOR = "datapackage.json"

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_RULES: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_CONFLICT = re.compile("^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_DEEPEST = 40

_Path = tuple[str | int, ...]
"""The names and numbers that lead to an object of the descriptor."""


@dataclass(frozen=True)
class Descriptor:
    """A descriptor as far as it can be used; there is no `info` where what it says of the package is broken."""

    info: PackageInfo | None
    schemas: Mapping[str, TableSchema]
    """The tables whose description is sound, and that have what the pages need."""
    told: Mapping[str, Mapping[str, Any]]
    """What it says of each of them, word for word."""


def read_descriptor(folder: Path, found: Findings, sound: Mapping[str, Any] | None = None) -> Descriptor | None:
    """Read the descriptor, reporting whatever is broken or lacking, and files that look like tables and are not named.

    None where nothing of it can be used. One that says what a `sound` one said is not held against the schema again.
    """
    try:
        text, content = _parse(read_bytes(folder, DESCRIPTOR, limit=4 * 2**20, is_table=False))
    except Refused as refused:
        found.add(refused.check, Place(DESCRIPTOR, refused.line), **refused.details)
        return None
    _widen(content, folder)
    named = (one.get("path") for one in _objects(content, "resources"))
    paths = {path for path in named if isinstance(path, str)} | {f"{table}.csv" for table in ROW_CLASSES}
    check_other_files(folder, {DESCRIPTOR, *paths}, found)
    return _Reader(text, content, found).read(is_sound=content == sound)


def read_released_descriptor(text: str) -> PackageInfo:
    """What a released package says of itself: it was sound by the rules of its day, and is not judged by today's."""
    content = json.loads(text)
    schemas = {resource["name"]: _table_schema(resource) for resource in content["resources"]}
    return PackageInfo(schemas, content)


def _parse(raw: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a descriptor, and what it says; refuses what is no JSON that every program can read."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        letter = bytes([raw[error.start]]).decode("cp1252", errors="replace")
        raise Refused("descriptor-not-utf-8", raw[: error.start].count(b"\n") + 1, value=letter) from error
    if conflict := _CONFLICT.search(text):
        raise Refused("merge-conflict", text.count("\n", 0, conflict.start()) + 1)
    try:
        content = json.loads(text, object_pairs_hook=_without_repetition, parse_constant=int)
        json.dumps(content, ensure_ascii=False).encode()
        is_of_use = isinstance(content, dict) and _depth(content) <= _DEEPEST
    except json.JSONDecodeError as error:
        start = max(text.rfind("\n", 0, error.pos) + 1, error.pos - 30)
        line = text[start : error.pos + 30].partition("\n")[0].strip()
        raise Refused("descriptor-not-json", error.lineno, near=f", near {line}" if line else "") from error
    except (ValueError, RecursionError) as error:  # NaN is no `int`; half a character, or brackets without end
        raise Refused("descriptor-not-json", near="") from error
    if not is_of_use:
        raise Refused("descriptor-not-json", 1, near="")
    return text, content


def _depth(content: object) -> int:
    """How deep lists and objects stand in each other: deeper than any descriptor needs, programs cannot follow."""
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else None
    return 0 if inner is None else 1 + max(map(_depth, inner), default=0)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    name, count = Counter(name for name, _ in pairs).most_common(1)[0] if pairs else ("", 0)
    if count > 1:
        raise Refused("descriptor-repeated", value=name, what="a name", where="one object")
    return dict(pairs)


def _widen(content: dict[str, Any], folder: Path) -> None:
    """Allow the ratings that `rating_scale` names beside those listed, and scores up to the highest of `programmes`.

    A scale is entered in the tables alone. Of tables that cannot be read nothing is allowed: they are reported.
    """
    ratings = dict.fromkeys(filter(None, _cells(folder, "rating_scale.csv", "rating")))
    highest = max(map(int, filter(str.isdecimal, _cells(folder, "programmes.csv", "pdu_max_score"))), default=0)
    fields = (field for table in _objects(content, "resources") for field in _objects(table.get("schema"), "fields"))
    for field in fields:
        limits = given if isinstance(given := field.get("constraints"), dict) else {}
        listed = limits.get("enum")
        if isinstance(listed, list) and set(RATINGS) <= {*map(str, listed)}:
            further = [rating for rating in ratings if rating not in listed]
            limits["enum"] = sorted([*listed, *further], key=lambda rating: bool(rating == NOT_RATED))
            for name in ("categories", "categoriesOrdered") if further else ():
                field.pop(name, None)
        if str(field.get("name", "")).startswith("score") and isinstance(limits.get("maximum"), int):
            limits["maximum"] = max(limits["maximum"], highest)


def _objects(of: object, name: str) -> list[dict[str, Any]]:
    """The objects of a list of this name, as far as there are any."""
    listed = of.get(name) if isinstance(of, dict) else None
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _cells(folder: Path, file: str, column: str) -> list[str]:
    try:
        return [row.get(column) or "" for row in csv.DictReader(io.StringIO(decode(read_bytes(folder, file))))]
    except (Refused, csv.Error):  # the table itself is reported
        return []


@functools.cache
def _validator() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415  a sound descriptor needs none

    formats = FormatChecker(["date", "regex"])
    formats.checks("moment", ValueError)(lambda text: not isinstance(text, str) or bool(datetime.fromisoformat(text)))
    schema = json.loads(Path(__file__).with_name("descriptor.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=formats)


@functools.lru_cache(maxsize=8)  # edits of tables leave the descriptor as it is, and this is a third of a check
def _breaches(content: str) -> tuple[tuple[_Path, bool], ...]:
    """Where a descriptor breaks the schema, and whether something is lacking there."""
    found: list[tuple[_Path, bool]] = []
    for error in _validator().iter_errors(json.loads(content)):
        path = tuple(error.absolute_path)
        if error.validator == "required":
            found += [((*path, name), True) for name in set(error.validator_value) - set(error.instance)]
        else:
            found.append((path, False))
    return tuple(found)


def _described(path: _Path, what: str) -> Mapping[str, str]:
    """What the schema says of a property of the object at this path: its rule, and its name in words."""
    definitions: Any = _validator().schema
    described: Mapping[str, Any] = definitions["$defs"][_KINDS[len(path)]]
    usual = {"rule": "It must be a text in quotation marks.", "words": f'"{what}"'}
    return usual | dict(described["properties"].get(what) or {"rule": described["otherwise"]})


_KINDS = {0: "package", 2: "table", 3: "schema", 5: "column"}
"""By the length of its path, what an object of the descriptor is."""

_OBJECTS = ((2, 0, "resources"), (3, 2, "schema"), (5, 3, "fields"))
"""How long the path of a table, its schema and a column is; a path leads into one that has this name at this place."""


class _Reader:
    """Reads one descriptor. Problems are reported by the path of an object and the name of what is wrong in it."""

    def __init__(self, text: str, content: Any, found: Findings) -> None:
        self.text, self.content, self.found = text, content, found
        self.broken: dict[_Path, set[tuple[_Path, str]]] = {}

    def read(self, *, is_sound: bool) -> Descriptor:
        for path, is_lack in () if is_sound else _breaches(json.dumps(self.content)):
            # of the innermost object that has a name, the property that leads to what breaks the schema
            lengths = (length for length, at, name in _OBJECTS if path[at : at + 1] == (name,) and path[length:])
            length = max(lengths, default=0)
            is_empty = len(path) == length + 1 and (is_lack or self._at(path) in (None, "", [], {}))
            self._refuse(path[:length], str(path[length]), is_lack=is_empty)
        sound = self._sound_tables()
        schemas = {name: _table_schema(table) for name, table in sound.items()}
        info = None if () in self.broken else PackageInfo(schemas, self.content)
        return Descriptor(info, schemas, sound)

    def _sound_tables(self) -> dict[str, dict[str, Any]]:
        """The tables whose description is sound, by name; what the rules of `descriptor.toml` find is reported."""
        resources = self.content.get("resources")
        numbered = enumerate(resources) if isinstance(resources, list) else ()
        sound = {at: one for at, one in numbered if isinstance(one, dict) and ("resources", at) not in self.broken}
        wanted = [(name, *column) for name in ROW_CLASSES for column in needed_columns(name).items()]
        listed = [str(one.get("name")) for one in _objects(self.content, "resources")]
        given = {"descriptor": self.content, "wanted": wanted, "listed": listed}
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.row_factory = sqlite3.Row
            database.create_function("regexp", 2, lambda form, text: re.search(form, text, re.DOTALL) is not None)
            database.create_function("folded", 1, str.casefold)
            words = {name: json.dumps(what) for name, what in given.items()} | {"sound": json.dumps([*sound])}
            for name, query in _RULES["tables"].items():
                database.execute(f"create table {name} as {query}", words)
            for rule in _RULES["rules"]:
                for told in map(dict, database.execute(rule["query"], words).fetchall()):
                    here = told.pop("here")
                    self._tell(("resources", here) if here is not None else (), told)
                    sound.pop(here, None)
                    for name in ("tables", "columns", "keys", "links"):
                        database.execute(f"delete from {name} where here is ?", [here])  # noqa: S608
        return {one["name"]: one for one in sound.values()}

    def _refuse(self, path: _Path, what: str, *, is_lack: bool = False) -> None:
        """Report a property of an object that is wrong, or lacking; once."""
        broken = self.broken.setdefault(path[:2], set())
        if (path, what) in broken:
            return
        broken.add((path, what))
        described, value = _described(path, what), self._at(path).get(what)
        words = {"what": described["words"], "where": self._where(path)}
        if not is_lack:
            words |= {"rule": described["rule"].replace("{what}", what), "at": value if isinstance(value, str) else ""}
        self._report("descriptor-incomplete" if is_lack else "descriptor-wrong", path, **words)

    def _at(self, path: _Path) -> Any:
        return functools.reduce(lambda inner, part: inner[part], path, self.content)

    def _holders(self, path: _Path) -> list[tuple[str, int, Any]]:
        """The table and the column in which an object stands: what each is, its number, and its name."""
        holders = [(kind, path[:length]) for kind, length in (("table", 2), ("column", 5)) if len(path) >= length]
        return [(kind, int(there[-1]) + 1, self._at(there).get("name")) for kind, there in holders]

    def _where(self, path: _Path) -> str:
        words = [
            f'the {kind} "{name}"' if isinstance(name, str) and name else f"{kind} number {number}"
            for kind, number, name in reversed(self._holders(path))
        ]
        return " of ".join(words) or "the package"

    def _report(self, check: str, path: _Path, *, at: str = "", **details: str) -> None:
        """Report a problem of an object, at the line of a text that stands in it, or else of the object's name."""
        start = 0
        for _, _, name in self._holders(path):
            named = re.compile(rf'"name"\s*:\s*{re.escape(json.dumps(name, ensure_ascii=False))}')
            start = found.start() if isinstance(name, str) and (found := named.search(self.text, start)) else start
        position = max(start, self.text.find(json.dumps(at, ensure_ascii=False), start) if at else start)
        line = self.text.count("\n", 0, position) + 1 if position else None
        self.found.add(check, Place(DESCRIPTOR, line), **{"value": at} | details)

    def _tell(self, path: _Path, told: dict[str, Any]) -> None:
        if "property" in told:
            self._refuse((*path, "schema"), told["property"])
        else:
            inner = ("schema", "fields", told.pop("column")) if "column" in told else ()
            self._report(told.pop("problem"), (*path, *inner), **{"where": self._where(path)} | told)


def _listed(columns: str | list[str]) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else tuple(columns)


def _table_schema(resource: Mapping[str, Any]) -> TableSchema:
    schema, told = resource["schema"], {name: resource[name] for name in ("name", "title", "description", "path")}
    links = [(_listed(link["fields"]), link["reference"]) for link in schema.get("foreignKeys", [])]
    keys = tuple(ForeignKey(own, there.get("resource", ""), _listed(there["fields"])) for own, there in links)
    fields, own_key = tuple(map(_field, schema["fields"])), _listed(schema["primaryKey"])
    return TableSchema(**told, fields=fields, primary_key=own_key, foreign_keys=keys)


def _field(column: Mapping[str, Any]) -> Field:
    limits = column.get("constraints", {})
    return Field(
        column["name"], column["title"], column["description"], column["type"],
        required=limits.get("required", False), unique=limits.get("unique", False),
        enum=tuple(limits.get("enum", ())), pattern=limits.get("pattern", ""),
        minimum=str(limits.get("minimum", "")), maximum=str(limits.get("maximum", "")),
        max_length=limits.get("maxLength"),
    )  # fmt: skip
