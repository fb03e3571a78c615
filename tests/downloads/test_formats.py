"""Each format is read back by a library that had no part in writing it, and compared whole with the tables."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from ratings_site.downloads import release_files
from ratings_site.downloads.formats import FormulaCellError
from ratings_site.model.counts import COUNTS
from ratings_site.model.tables import RATINGS, Field, Tables, TableSchema
from tests.synthetic import SYNTHETIC, package_info, synthetic_tables

Value = str | int | float | bool | date | None
Rows = list[tuple[Value, ...]]

TYPES = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": {"yes": True, "no": False}.__getitem__,
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return synthetic_tables()


@pytest.fixture(scope="module")
def files(tables: Tables) -> dict[str, bytes]:
    return release_files(tables)


@pytest.fixture(scope="module")
def expected(tables: Tables, files: dict[str, bytes]) -> dict[str, Rows]:
    """Every table's values, typed here from the CSVs by the schema alone."""
    return {name: typed_csv(files[f"{name}.csv"], schema) for name, schema in tables.package.schemas.items()}


def typed_csv(content: bytes, schema: TableSchema) -> Rows:
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert tuple(rows[0]) == schema.column_names
    kinds = [TYPES[field.type] for field in schema.fields]
    return [tuple(kind(text) if text else None for kind, text in zip(kinds, row, strict=True)) for row in rows[1:]]


def test_the_csv_of_each_table_holds_the_rows_of_the_package_by_key_in_the_order_of_the_schema(tables, files):
    for name, schema in tables.package.schemas.items():
        rows = sorted(
            ([row.get(column, "") for column in schema.column_names] for row in SYNTHETIC.get(name, [])),
            key=lambda row: [
                in_order(*cell) for cell in zip(row, schema.fields, strict=True) if is_key(cell[1], schema)
            ],
        )
        read = list(csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline=""), strict=True))
        assert read == [list(schema.column_names), *rows]


def is_key(field: Field, schema: TableSchema) -> bool:
    return field.name in schema.primary_key


def in_order(text: str, field: Field) -> str:
    """The ratings that a column lists sort from worst to best, everything else as text."""
    return str(RATINGS[::-1].index(text)) if set(field.enum) == set(RATINGS) else text


def test_every_csv_is_in_normal_form(files):
    for path, content in files.items():
        if path.endswith(".csv"):
            assert not content.startswith(b"\xef\xbb\xbf")
            assert b"\r" not in content
            assert content.endswith(b"\n")
            content.decode("utf-8", "strict")


def test_json_holds_the_same_values(files, expected, tables):
    for name, rows in expected.items():
        records = json.loads(files[f"{name}.json"])
        columns = tables.package.schemas[name].column_names
        assert all(tuple(record) == columns for record in records)
        assert [tuple(record.values()) for record in records] == [
            tuple(value.isoformat() if isinstance(value, date) else value for value in row) for row in rows
        ]


def test_parquet_holds_the_same_values_with_their_types_and_descriptions(files, expected, tables):
    for name, rows in expected.items():
        table = pq.read_table(io.BytesIO(files[f"{name}.parquet"]))
        schema = tables.package.schemas[name]
        assert table.column_names == list(schema.column_names)
        assert [tuple(record.values()) for record in table.to_pylist()] == rows
        assert [field.metadata[b"description"].decode() for field in table.schema] == [
            field.description for field in schema.fields
        ]


def test_the_database_holds_the_same_values_and_no_reference_dangles(tmp_path, files, expected, tables):
    path = tmp_path / "probation-ratings.sqlite"
    path.write_bytes(files["probation-ratings.sqlite"])
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name, rows in expected.items():
            read = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()  # noqa: S608 (own names)
            assert read == [
                tuple(value.isoformat() if isinstance(value, date) else value for value in row) for row in rows
            ]


def test_the_database_knows_its_keys(tmp_path, files, tables):
    path = tmp_path / "probation-ratings.sqlite"
    path.write_bytes(files["probation-ratings.sqlite"])
    with closing(sqlite3.connect(path)) as database:
        for name, schema in tables.package.schemas.items():
            keys = database.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", [name])
            assert tuple(key for (key,) in keys) == schema.primary_key
            references = database.execute('SELECT "table", "from", "to" FROM pragma_foreign_key_list(?)', [name])
            assert sorted(references) == sorted(
                (key.reference or name, key.fields[0], key.reference_fields[0]) for key in schema.foreign_keys
            )


def test_the_database_refuses_a_rating_outside_the_scale(tmp_path, files):
    path = tmp_path / "probation-ratings.sqlite"
    path.write_bytes(files["probation-ratings.sqlite"])
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        database.execute("UPDATE ratings SET rating = 'Goood'")


def test_the_workbook_holds_the_same_values_with_real_dates_numbers_frozen_headers_and_filters(files, expected, tables):
    book = openpyxl.load_workbook(io.BytesIO(files["probation-ratings.xlsx"]))
    assert book.sheetnames == ["cover", "notes", "dictionary", "all-ratings", *COUNTS, *tables.package.schemas]
    for name, rows in expected.items():
        sheet = book[name]
        header, *read = sheet.iter_rows(values_only=True)
        assert header == tables.package.schemas[name].column_names
        read = [tuple(v.date() if isinstance(v, datetime) else v for v in row) for row in read]
        assert read == rows
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(header))}{len(rows) + 1}"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_cover_of_the_workbook_says_what_it_is(files):
    book = openpyxl.load_workbook(io.BytesIO(files["probation-ratings.xlsx"]))
    facts = dict(book["cover"].iter_rows(min_row=1, max_row=6, max_col=2, values_only=True))
    assert facts["Synthetic ratings"] is None
    assert facts["Version"] == "1.2.3"
    assert facts["Date"] == datetime(2026, 11, 23)  # noqa: DTZ001 (a spreadsheet knows no time zones)
    assert facts["Licence"].startswith("Open Government Licence v3.0, https://")


def test_the_flat_table_is_the_same_in_every_format(tmp_path, files):
    """pandas reads the five forms as a journalist would."""
    path = tmp_path / "probation-ratings.sqlite"
    path.write_bytes(files["probation-ratings.sqlite"])
    dates = {"parse_dates": ["published"]}
    with closing(sqlite3.connect(path)) as database:
        from_database = pd.read_sql_query("SELECT * FROM all_ratings", database, **dates)
    from_csv = pd.read_csv(io.BytesIO(files["all-ratings.csv"]), true_values=["yes"], false_values=["no"], **dates)
    from_workbook = pd.read_excel(io.BytesIO(files["probation-ratings.xlsx"]), sheet_name="all-ratings")
    forms = {
        "json": pd.DataFrame(json.loads(files["all-ratings.json"])).assign(
            published=lambda f: pd.to_datetime(f["published"])
        ),
        "parquet": pd.read_parquet(io.BytesIO(files["all-ratings.parquet"])),
        "database": from_database,
        "workbook": from_workbook,
    }
    for form, frame in forms.items():
        assert plain(frame) == plain(from_csv), form


def plain(frame: pd.DataFrame) -> list[dict[str, object]]:
    frame = frame.assign(published=pd.to_datetime(frame["published"]), latest=frame["latest"].astype(bool))
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_the_zip_is_a_valid_data_package_whose_checksums_hold(tmp_path, files):
    with zipfile.ZipFile(io.BytesIO(files["datapackage.zip"])) as archive:
        archive.extractall(tmp_path)
        names = archive.namelist()
    assert names == sorted(names)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert check_sums(tmp_path) == set(names) - {"SHA256SUMS"}
    assert "Version 1.2.3 of 2026-11-23." in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_folder_of_a_version_is_itself_a_valid_data_package(tmp_path, files):
    write(tmp_path, files)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])
    assert check_sums(tmp_path) == files.keys() - {"SHA256SUMS"}


def check_sums(folder: Path) -> set[str]:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    assert {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in sums} == sums
    return set(sums)


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def test_the_index_lists_each_download_with_its_size_rows_and_checksum(files):
    index = json.loads(files["index.json"])
    assert (index["version"], index["created"]) == ("1.2.3", "2026-11-23")
    listed = {file["path"]: (file["bytes"], file["sha256"]) for file in index["files"]}
    described = files.keys() - {"index.json", "SHA256SUMS", "datapackage.json", "csv-metadata.json"}
    assert listed == {path: (len(files[path]), hashlib.sha256(files[path]).hexdigest()) for path in described}
    rows = {file["path"]: file["rows"] for file in index["files"] if file["path"].endswith(".csv")}
    assert rows == {path: len(list(csv.reader(files[path].decode().splitlines()))) - 1 for path in rows}


def test_every_region_and_pdu_has_its_part_of_the_flat_table_even_when_it_is_empty(files):
    flat = files["all-ratings.csv"].decode().splitlines()
    header = flat[0].split(",")

    def part(column: str, area_id: str) -> list[str]:
        rows = csv.DictReader(flat)
        return [flat[0]] + [line for line, row in zip(flat[1:], rows, strict=True) if row[column] == area_id]

    assert header[0] == "rating_of"
    for region_id in ("north", "south"):
        assert files[f"regions/{region_id}.csv"].decode().splitlines() == part("region_id", region_id)
    for pdu_id in ("alderby", "brackwell", "corvale", "dunmere"):
        assert files[f"pdus/{pdu_id}.csv"].decode().splitlines() == part("pdu_id", pdu_id)
    assert files["pdus/brackwell.csv"].decode() == flat[0] + "\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "  =HYPERLINK(1)", "\tx", "＝1+1"])
def test_a_cell_that_a_spreadsheet_would_run_cannot_get_into_a_download(text):
    names = [{"pdu_id": "alderby", "name": text, "used_by": "HMPPS", "source_id": "list"}]
    with pytest.raises(FormulaCellError, match=r"pdu_names, row 1, name: .* would run as a formula"):
        release_files(synthetic_tables(pdu_names=names))


def test_the_same_tables_make_the_same_bytes(files):
    assert release_files(synthetic_tables()) == files


def test_the_dictionary_says_the_same_to_people_and_machines(files):
    columns = [
        (table["name"], column["name"]) for table in json.loads(files["dictionary.json"]) for column in table["columns"]
    ]
    read = [(row["table"], row["column"]) for row in csv.DictReader(io.StringIO(files["dictionary.csv"].decode()))]
    book = openpyxl.load_workbook(io.BytesIO(files["probation-ratings.xlsx"]))
    sheet = [row[:2] for row in book["dictionary"].iter_rows(min_row=2, values_only=True)]
    expected = [(name, column) for name, schema in package_info().schemas.items() for column in schema.column_names]
    assert columns == read == sheet
    assert columns[-len(expected) :] == expected


def test_the_limits_of_a_column_are_said_to_people_and_machines(files):
    (table,) = [one for one in json.loads(files["csv-metadata.json"])["tables"] if one["url"] == "inspections.csv"]
    types = {column["name"]: column["datatype"] for column in table["tableSchema"]["columns"]}
    assert types["score"] == {"base": "integer", "minimum": 0, "maximum": 60}
    assert types["published"] == {"base": "date", "format": "yyyy-MM-dd", "minimum": "2001-01-01"}
    rows = csv.DictReader(io.StringIO(files["dictionary.csv"].decode()))
    limits = {(row["table"], row["column"]): (row["minimum"], row["maximum"]) for row in rows}
    assert limits["inspections", "score"] == ("0", "60")
    assert limits["inspections", "published"] == ("2001-01-01", "")
