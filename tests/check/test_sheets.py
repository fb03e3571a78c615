"""Files into rows: as the standard for CSV has them, and refused at the first damage that accidents leave."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratings_site.check.descriptor import Descriptor
from ratings_site.check.issues import Findings
from ratings_site.check.sheets import read_sheets
from ratings_site.model.tables import Field, TableSchema

FIELDS = tuple(Field(name, name, "", "string") for name in ("one", "two", "three"))
TABLE = TableSchema("table", "Table", "", "table.csv", FIELDS, ("one",))
HEAD = "one,two,three\n"
CELLS = st.text(st.sampled_from('ab ",\n;ô'), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(lambda cells: any(map(str.strip, cells))), max_size=5)


def read_text(folder: Path, text: str) -> tuple[list[tuple[int, list[str]]], list[tuple[str, int | None, str | None]]]:
    """The rows of a file of this text, each with its line, and what is said of the file."""
    (folder / "table.csv").write_bytes(text.encode())
    found = Findings()
    sheet = read_sheets(folder, Descriptor(None, {"table": TABLE}, {"table": {"mayBeEmpty": True}}), found)["table"]
    return (
        [(row.line, list(row.cells.values())) for row in sheet.rows],
        [(issue.check, issue.line, issue.column) for issue in found],
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS)
def test_sound_rows_are_read_as_the_csv_module_reads_them(tmp_path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    read, said = read_text(tmp_path, HEAD + text.getvalue())
    assert ([cells for _, cells in read], said) == (rows, [])


def test_a_row_stands_in_the_line_where_it_begins(tmp_path: Path) -> None:
    read, _ = read_text(tmp_path, HEAD + 'a,"x\ny",b\r\nc,d,e\r\n')
    assert read == [(2, ["a", "x\ny", "b"]), (4, ["c", "d", "e"])]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('a,"b,c\nd,e,f\n', ("unclosed-quote", 2, "two")), ('a,"b,c\nd,"e",f\n', ("unclosed-quote", 2, "two")),
        ('a,b,"c', ("unclosed-quote", 2, "three")), ('a,b,c\nd,"e\nf,g,h\n"i",j,k\n', ("unclosed-quote", 3, "two")),
        ('a,b"c,d\n', ("stray-quote", 2, "two")), ('a,"b"c,d\n', ("stray-quote", 2, "two")),
        ('a, b, c",d\n', ("stray-quote", 2, None)), ("a,b,c\n\n \n\nd,e,f\n", ("blank-row", 3, None)),
        ("a,b\n", ("short-row", 2, None)), ("a,b,c,d\n", ("long-row", 2, None)),
        ("a,b,c,\n", ("extra-empty-cells", 2, None)), ("a;b;c\n", ("pasted-row", 2, None)),
        ("a,b\nc,d\n", ("broken-row", 2, None)), ("a,b,c\nd\n", ("broken-row", 2, None)),
        ("a,b", ("cut-short", 2, None)), ("a,b,c\n" + HEAD, ("repeated-header", 3, None)),
        ("<<<<<<< ours\na,b,c\n=======\nd,e,f\n>>>>>>> theirs\n", ("merge-conflict", 2, None)),
    ],
)  # fmt: skip
def test_a_file_is_refused_at_its_first_damage(
    tmp_path: Path, rows: str, expected: tuple[str, int, str | None]
) -> None:
    assert read_text(tmp_path, HEAD + rows) == ([], [expected])


def test_a_line_of_equal_signs_alone_is_no_mark_of_a_merge(tmp_path: Path) -> None:
    read, said = read_text(tmp_path, HEAD + 'a,b,"c\n=======\nd"\n')
    assert (read, said) == ([(2, ["a", "b", "c\n=======\nd"])], [])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("three,one,two", []), ("one,two", [("missing-column", 1, "three")]),
        ("one,tow,three", [("renamed-column", 1, "two")]), ("one,two,three,four", [("extra-column", 1, "four")]),
        ("one,two,three,two", [("repeated-column", 1, "two")]), ("one,Two,three", [("renamed-column", 1, "two")]),
        ("one, two,three", [("padded-header", 1, "two")]), ("one,,three", [("empty-column", 1, None)]),
        ("A title\n\none,two,three", [("title-row", 1, None)]), ("x,y,z", [("no-header", 1, None)]),
        ("sep=,\none,two,three", [("separator-line", 1, None)]), ("one;two;three", [("wrong-delimiter", 1, None)]),
    ],
)  # fmt: skip
def test_the_first_cell_of_the_header_that_does_not_fit_is_named(
    tmp_path: Path, header: str, expected: list[tuple[str, int, str | None]]
) -> None:
    assert read_text(tmp_path, f"{header}\n")[1] == expected
