"""Damage to `datapackage.json`."""

from collections.abc import Callable
from typing import Any

from tests.check.cases import Damage, case
from tests.check.copies import Copy

_REGIONS = '"name": "regions"'
_FINDINGS = '"name": "findings"'


def _text(change: Callable[[str], str]) -> Damage:
    def damage(copy: Copy) -> None:
        path = copy.folder / "datapackage.json"
        path.write_bytes(change(path.read_text(encoding="utf-8")).encode())

    return damage


def _says(at: str = "", **changes: Any) -> Damage:
    def damage(copy: Copy) -> int:
        copy.change_descriptor(lambda content: content.update(changes))
        return copy.descriptor_line(at)

    return damage


def _lacks(name: str) -> Damage:
    return lambda copy: copy.change_descriptor(lambda content: content.pop(name))


def _table(at: str = _REGIONS, **changes: Any) -> Damage:
    def damage(copy: Copy) -> int:
        copy.describe("regions", **changes)
        return copy.descriptor_line(at)

    return damage


def _column(at: str, **changes: Any) -> Damage:
    def damage(copy: Copy) -> int:
        copy.describe_column("regions", "name", **changes)
        return copy.descriptor_line(_REGIONS, '"fields"', at)

    return damage


def _without_table(copy: Copy) -> None:
    def change(content: dict[str, Any]) -> None:
        content["resources"] = [one for one in content["resources"] if one["name"] != "findings"]

    copy.change_descriptor(change)


def _without_column(copy: Copy) -> int:
    def change(content: dict[str, Any]) -> None:
        table = next(one for one in content["resources"] if one["name"] == "findings")
        table["schema"]["fields"] = [one for one in table["schema"]["fields"] if one["name"] != "kind"]

    copy.change_descriptor(change)
    return copy.descriptor_line(_FINDINGS)


def _of_another_type(copy: Copy) -> int:
    says = {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"], "constraints": {}}
    copy.describe_column("findings", "kind", **says)
    return copy.descriptor_line(_FINDINGS, '"name": "kind"')


def _twice(copy: Copy) -> int:
    copy.change_descriptor(lambda content: content["resources"].append(content["resources"][0]))
    return copy.descriptor_line(_REGIONS)


def _column_twice(copy: Copy) -> int:
    def change(content: dict[str, Any]) -> None:
        fields = content["resources"][0]["schema"]["fields"]
        fields.append(fields[0])

    copy.change_descriptor(change)
    return copy.descriptor_line(_REGIONS, '"name": "region_id"')


def _columns_without_end(copy: Copy) -> int:
    def change(content: dict[str, Any]) -> None:
        fields = content["resources"][0]["schema"]["fields"]
        fields += [fields[-1] | {"name": f"more_{number}"} for number in range(300)]

    copy.change_descriptor(change)
    return copy.descriptor_line(_REGIONS)


def _links(copy: Copy) -> int:
    def change(content: dict[str, Any]) -> None:
        content["resources"][0]["schema"]["foreignKeys"][0]["reference"]["fields"] = ["source"]

    copy.change_descriptor(change)
    return copy.descriptor_line(_REGIONS)


def _not_utf_8(copy: Copy) -> None:
    file = copy.folder / "datapackage.json"
    file.write_bytes(file.read_bytes().replace(b"England and Wales", b"England \x96 Wales", 1))


CASES = (
    case("a comma is lost", _text(lambda text: text.replace('",\n', '"\n', 1)),
         'datapackage.json:3  The file is broken, near "name": "probation-ratings",: a comma, a bracket or a '
         "quotation mark is wrong. If nobody meant to change this file, take it back: git restore "
         "datapackage/datapackage.json. [descriptor-not-json]"),
    case("the file is a list", _text(lambda _: "[]"),
         "datapackage.json:1  The file is broken: a comma, a bracket or a quotation mark is wrong. If nobody meant "
         "to change this file, take it back: git restore datapackage/datapackage.json. [descriptor-not-json]"),
    case("the file has brackets without end", _text(lambda _: "[" * 100_000),
         "datapackage.json  The file is broken: a comma, a bracket or a quotation mark is wrong. If nobody meant to "
         "change this file, take it back: git restore datapackage/datapackage.json. [descriptor-not-json]"),
    case("the file has lists in lists in lists",
         _text(lambda text: text.replace("{", '{"deep": ' + "[" * 60 + "]" * 60 + ",", 1)),
         "datapackage.json:1  The file is broken: a comma, a bracket or a quotation mark is wrong. If nobody meant "
         "to change this file, take it back: git restore datapackage/datapackage.json. [descriptor-not-json]"),
    case("half a character stands in the file", _text(lambda text: text.replace("PDUs", "\\ud800", 1)),
         "datapackage.json  The file is broken: a comma, a bracket or a quotation mark is wrong. If nobody meant to "
         "change this file, take it back: git restore datapackage/datapackage.json. [descriptor-not-json]"),
    case("two people's changes of the descriptor were not brought together",
         _text(lambda text: text.replace("\n", "\n<<<<<<< HEAD\n", 3)),
         "datapackage.json:2  Here begins a place where two people's changes were not brought together. Keep the rows "
         "that are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>. [merge-conflict]"),
    case("the descriptor is saved in the Windows code page",
         _not_utf_8,
         'datapackage.json:4  The file is not saved as UTF-8: here is a "–" of an older kind. Save it as UTF-8. If '
         "nobody meant to change this file, take it back: git restore datapackage/datapackage.json. "
         "[descriptor-not-utf-8]"),
    case("a name is there twice", _text(lambda text: text.replace("{", '{"name": "x", "name": "y",', 1)),
         'datapackage.json  "name" is there twice: a name may stand once in one object. If nobody meant to change '
         "this file, take it back: git restore datapackage/datapackage.json. [descriptor-repeated]"),
    case("a table is there twice", _twice,
         'datapackage.json:{line}  "regions" is there twice: a table may stand once in the list of tables. If nobody '
         "meant to change this file, take it back: git restore datapackage/datapackage.json. [descriptor-repeated]"),
    case("the version is lacking", _lacks("version"),
         'datapackage.json  What it says of the package lacks "version". If nobody meant to change this file, take '
         "it back: git restore datapackage/datapackage.json. [descriptor-incomplete]"),
    case("the licence is lacking", _lacks("licenses"),
         'datapackage.json  What it says of the package lacks "licenses". If nobody meant to change this file, take '
         "it back: git restore datapackage/datapackage.json. [descriptor-incomplete]"),
    case("there are no tables at all", _says(at="", resources=[]),
         "datapackage.json  What it says of the package lacks the list of its tables. If nobody meant to change this "
         "file, take it back: git restore datapackage/datapackage.json. [descriptor-incomplete]"),
    case("a table does not say its columns", _table(schema=None),
         'datapackage.json:{line}  What it says of the table "regions" lacks the list of its columns. If nobody '
         "meant to change this file, take it back: git restore datapackage/datapackage.json. [descriptor-incomplete]"),
    case("the version is not three numbers", _says(at='"version": "1.0"', version="1.0"),
         'datapackage.json:{line}  What it says of the package cannot be used: "version". It must be three numbers '
         'with points between them, such as "1.2.0". If nobody meant to change this file, take it back: git restore '
         "datapackage/datapackage.json. [descriptor-wrong]"),
    case("the date is a day only", _says(at='"created": "2026-11-23"', created="2026-11-23"),
         'datapackage.json:{line}  What it says of the package cannot be used: "created". It must be a date and a '
         'time such as "2026-11-23T09:30:00Z". If nobody meant to change this file, take it back: git restore '
         "datapackage/datapackage.json. [descriptor-wrong]"),
    case("a table is said to be in another encoding", _table(at='"encoding": "cp1252"', encoding="cp1252"),
         'datapackage.json:{line}  What it says of the table "regions" cannot be used: "encoding". It must be '
         '"utf-8". If nobody meant to change this file, take it back: git restore datapackage/datapackage.json. '
         "[descriptor-wrong]"),
    case("a table is said to have another delimiter", _table(dialect={"delimiter": ";"}),
         'datapackage.json:{line}  What it says of the table "regions" cannot be used: "dialect". It must be '
         '{"delimiter": ","}. If nobody meant to change this file, take it back: git restore '
         "datapackage/datapackage.json. [descriptor-wrong]"),
    case("a table is said to be packed", _table(at='"compression": "gz"', compression="gz"),
         'datapackage.json:{line}  What it says of the table "regions" cannot be used: "compression". Only plain '
         'local .csv files are read: take "compression" out. If nobody meant to change this file, take it back: git '
         "restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a column has a type that is not read", _column(at='"type": "object"', type="object"),
         'datapackage.json:{line}  What it says of the column "name" of the table "regions" cannot be used: "type". '
         "It must be one of: string, integer, number, date, boolean. If nobody meant to change this file, take it "
         "back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a pattern cannot be read", _column(at='"name": "name"', constraints={"pattern": "(["}),
         'datapackage.json:{line}  What it says of the column "name" of the table "regions" cannot be used: what is '
         "demanded of it. What is demanded of the column cannot be read. If nobody meant to change this file, take "
         "it back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a pattern is read in Python only", _column(at='"name": "name"', constraints={"pattern": "(?:[a-z]+)\\Z"}),
         'datapackage.json:{line}  What it says of the column "name" of the table "regions" cannot be used: what is '
         "demanded of it. What is demanded of the column cannot be read. If nobody meant to change this file, take "
         "it back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a sign is said to stand for what is not known", _column('"name": "name"', missingValues=["", "-"]),
         'datapackage.json:{line}  What it says of the column "name" of the table "regions" cannot be used: '
         '"missingValues". It must be [""]: an empty cell, and nothing else. If nobody meant to change this file, '
         "take it back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a column is said to be read in another way", _column('"format": "any"', format="any"),
         'datapackage.json:{line}  What it says of the column "name" of the table "regions" cannot be used: '
         '"format". Columns are read in one way only: take it out. If nobody meant to change this file, take it '
         "back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a column is there twice", _column_twice,
         'datapackage.json:{line}  "region_id" is there twice: a column may stand once in the table "regions". If '
         "nobody meant to change this file, take it back: git restore datapackage/datapackage.json. "
         "[descriptor-repeated]"),
    case("a table has more columns than a database holds", _columns_without_end,
         'datapackage.json:{line}  What it says of the table "regions" cannot be used: the list of its columns. Each '
         "column must be an object in braces, and there are at most 300. If nobody meant to change this file, take it "
         "back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a link leads to a column that is not there", _links,
         'datapackage.json:{line}  What it says of the table "regions" cannot be used: its links to other tables. '
         "Each of them must name columns of this table, and a table and columns that are there. If nobody meant to "
         "change this file, take it back: git restore datapackage/datapackage.json. [descriptor-wrong]"),
    case("a table is not named", _without_table,
         'datapackage.json  It does not name the table "findings", which the pages need. If nobody meant to change '
         "this file, take it back: git restore datapackage/datapackage.json. [descriptor-table-missing]"),
    case("a column is not named", _without_column,
         'datapackage.json:{line}  It does not name the column "kind" of the table "findings", which the pages need. '
         "If nobody meant to change this file, take it back: git restore datapackage/datapackage.json. "
         "[descriptor-column-missing]"),
    case("a column has another type", _of_another_type,
         'datapackage.json:{line}  The column "kind" of the table "findings" must hold text. If nobody meant to '
         "change this file, take it back: git restore datapackage/datapackage.json. [descriptor-column-type]"),
    case("a table lies outside the package", _table(at='"path": "../regions.csv"', path="../regions.csv"),
         'datapackage.json:{line}  "../regions.csv", the file of the table "regions", lies outside the package. Put '
         "the file into the package, and name it from there. [unsafe-path]"),
    case("a table has an absolute path", _table(at='"path": "/etc/passwd"', path="/etc/passwd"),
         'datapackage.json:{line}  "/etc/passwd", the file of the table "regions", lies outside the package. Put the '
         "file into the package, and name it from there. [unsafe-path]"),
    case("a table is on another computer",
         _table(at='"path": "https://example.org/regions.csv"', path="https://example.org/regions.csv"),
         'datapackage.json:{line}  "https://example.org/regions.csv", the file of the table "regions", is on another '
         "computer. Put the file into the package: nothing is fetched. [remote-file]"),
    case("a table is a zip archive", _table(at='"path": "regions.csv.zip"', path="regions.csv.zip"),
         'datapackage.json:{line}  "regions.csv.zip", the file of the table "regions", is not a plain .csv file. Name '
         "a file that ends with .csv. [not-a-csv-path]"),
)  # fmt: skip
