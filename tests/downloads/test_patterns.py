"""The patterns of the descriptor, as the languages read them that people open the data with."""

import csv
import json
import subprocess
from pathlib import Path

import duckdb
import playwright
import pytest
from lxml import etree
from lxml.builder import ElementMaker

from tests.frozen import frozen_package

FOLDER = frozen_package()
RESOURCES = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
COLUMNS = [
    (resource["path"], field["name"], field["constraints"]["pattern"])
    for resource in RESOURCES
    for field in resource["schema"]["fields"]
    if "pattern" in field.get("constraints", {})
]
NODE = Path(playwright.__file__).parent / "driver" / "node"
XSD = "http://www.w3.org/2001/XMLSchema"
AS_XML_SCHEMA = ElementMaker(namespace=XSD, nsmap={"xs": XSD})
IN_JAVASCRIPT = """
const columns = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(columns.map(([cells, pattern]) => cells.map((cell) => new RegExp(pattern).test(cell)))));
"""


def cells(path: str, column: str) -> list[str]:
    with (FOLDER / path).open(encoding="utf-8", newline="") as file:
        return sorted({row[column] for row in csv.DictReader(file)} - {""})


def test_javascript_looks_for_them_and_finds_every_cell() -> None:
    columns = [[cells(path, column), pattern] for path, column, pattern in COLUMNS]
    done = subprocess.run(
        [NODE, "-e", IN_JAVASCRIPT], input=json.dumps(columns), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [[True] * len(found) for found, _ in columns]


@pytest.mark.parametrize(("path", "column", "pattern"), COLUMNS)
def test_re2_accepts_every_cell_whole_and_refuses_one_with_more(path: str, column: str, pattern: str) -> None:
    found = cells(path, column) or ["a"]
    query = """SELECT bool_and(regexp_full_match(cell, $1)), bool_or(regexp_full_match(cell || ' <', $1))
               FROM unnest($2) cells(cell)"""
    with duckdb.connect() as database:
        assert database.execute(query, [pattern, found]).fetchone() == (True, False)


@pytest.mark.parametrize(("path", "column", "pattern"), COLUMNS)
def test_xml_schema_which_table_schema_names_accepts_every_cell_whole_and_refuses_one_with_more(
    path: str, column: str, pattern: str
) -> None:
    xs = AS_XML_SCHEMA
    limited = xs.simpleType(xs.restriction(xs.pattern(value=pattern), base="xs:string"))
    schema = etree.XMLSchema(xs.schema(xs.element(limited, name="cell")))
    build = ElementMaker()
    found = cells(path, column) or ["a"]
    assert [cell for cell in found if not schema.validate(build.cell(cell))] == []
    assert [cell for cell in found if schema.validate(build.cell(f"{cell} <"))] == []
