"""Lines and quotation marks, as the standard for CSV has them and as accidents leave them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings_site.check.findings import Findings
from ratings_site.check.records import MOST_LINES_OF_A_CELL, Record, split_records

CELLS = st.text(st.sampled_from('ab ",\n;ô'), max_size=6)


def _split(text: str) -> list[Record]:
    return split_records(text, "a.csv", Findings()).rows


def _is_sound(rows: list[list[str]]) -> bool:
    """Whether the rows hold nothing that is taken for damage: a cell that looks like rows, or an empty row."""
    cells = [cell for row in rows for cell in row]
    return all("," not in line.replace(", ", "") for cell in cells for line in cell.split("\n")[1:]) and all(
        cell.count("\n") < MOST_LINES_OF_A_CELL for cell in cells
    )


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5).filter(_is_sound))
def test_sound_records_are_read_as_the_csv_module_reads_them(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    assert [record.cells for record in _split(text.getvalue())] == list(csv.reader(io.StringIO(text.getvalue())))


@given(st.text(st.sampled_from('a,"\n\r'), max_size=40))
def test_every_line_belongs_to_a_record(text: str) -> None:
    lines = [record.line for record in _split(text)]
    assert lines == sorted(set(lines))
    assert all(record.cells for record in _split(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"x\ny",z\nc,d\n', [(1, ["a", "b"], ""), (2, ["x\ny", "z"], ""), (4, ["c", "d"], "")]),
        ('a,"b\nc,d\n', [(1, ["a", "b"], "unclosed-quote"), (2, ["c", "d"], "")]),
        ('a,"b\nc,"d, e"\n', [(1, ["a", "b"], "unclosed-quote"), (2, ["c", "d, e"], "")]),
        ('a,b"c\nd,e\n', [(1, ["a", 'b"c'], "stray-quote"), (2, ["d", "e"], "")]),
        ('a,"b"c\nd,e\n', [(1, ["a", 'b"c'], "stray-quote"), (2, ["d", "e"], "")]),
        ('a,"b ""c"""\n', [(1, ["a", 'b "c"'], "")]),
        ('"a",\n', [(1, ["a", ""], "")]),
        ('x,"one\ntwo","bad\nc,d,e\n', [(1, ["x", "one\ntwo", "bad"], "unclosed-quote"), (3, ["c", "d", "e"], "")]),
        (
            'a,"b\n1,2,3\n4",c\n',
            [(1, ["a", "b"], "unclosed-quote"), (2, ["1", "2", "3"], ""), (3, ['4"', "c"], "stray-quote")],
        ),
    ],
)
def test_damage_stays_within_its_row(text: str, expected: list[tuple[int, list[str], str]]) -> None:
    found = [(record.line, record.damage) for record in _split(text)]
    assert found == [(line, damage) for line, _, damage in expected]
    assert [record.cells for record in _split(text) if not record.damage] == [
        cells for _, cells, damage in expected if not damage
    ]


def test_the_line_of_damage_is_where_the_cell_began() -> None:
    (record, _) = _split('x,"one\ntwo","bad\nc,d,e\n')
    assert (record.line, record.damaged_line, record.damaged_cell) == (1, 2, 2)


def test_of_an_unfinished_merge_the_first_half_is_read() -> None:
    text = "a,b\n<<<<<<< HEAD\n1,2\n||||||| base\n0,0\n=======\n3,4\n>>>>>>> other\n5,6\n"
    found = Findings()
    records = split_records(text, "a.csv", found)
    assert [(record.line, record.cells) for record in records.rows] == [
        (1, ["a", "b"]),
        (3, ["1", "2"]),
        (9, ["5", "6"]),
    ]
    assert records.other_side == [["0", "0"], ["3", "4"]]
    assert [(issue.check, issue.line) for issue in found] == [("merge-conflict", 2)]


def test_a_line_of_equal_signs_alone_is_no_mark() -> None:
    assert [record.cells for record in _split("a\n=======\n")] == [["a"], ["======="]]
