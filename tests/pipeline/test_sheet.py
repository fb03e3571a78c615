"""Rows go in and cells change, and every other byte of the file stays as staff wrote it."""

import pytest

from ratings_site.author import AuthorError
from ratings_site.author.book import Book, SheetFile, split_records
from tests.pipeline.conftest import FIRST, copy_first_package

PLAIN = "id,name,note\na,Alderby,\nc,Corvale,One\nd,Dunmere,\n"


def sheet(text, key=("id",)):
    return SheetFile("areas.csv", text.encode("utf-8"), key)


def with_rows(text, *new, key=("id",)):
    """The text of a file with these rows beside its own; a cell that a row does not name is empty."""
    edited = sheet(text, key)
    return edited.with_rows([*edited.rows, *(dict.fromkeys(edited.columns, "") | row for row in new)]).decode()


def changed(text, **cells):
    """The text of a file with other cells in its first row."""
    edited = sheet(text)
    first, *others = edited.rows
    return edited.with_rows([first | cells, *others]).decode()


@pytest.mark.parametrize(
    "text",
    [PLAIN, "\ufeff" + PLAIN.replace("\n", "\r\n"), 'id,name\n"a","x\ny"\n', "id,name\na,b", "id,name\n", "id\ra\r"],
)
def test_a_file_that_nobody_edits_keeps_its_bytes(text):
    assert with_rows(text) == text


def test_a_row_goes_where_the_order_of_the_file_wants_it():
    edited = with_rows(PLAIN, {"id": "b", "name": "Brackwell, the", "note": 'A "note"'})
    assert edited == 'id,name,note\na,Alderby,\nb,"Brackwell, the","A ""note"""\nc,Corvale,One\nd,Dunmere,\n'


def test_a_row_of_a_file_without_order_joins_its_like_or_comes_last():
    text = "id,standard,rating\nz,one,Good\nz,two,Good\na,one,Good\n"
    edited = with_rows(text, {"id": "z", "standard": "three"}, {"id": "m", "standard": "one"}, key=("id", "standard"))
    assert edited == "id,standard,rating\nz,one,Good\nz,two,Good\nz,three,\na,one,Good\nm,one,\n"


def test_rows_of_one_group_keep_the_order_in_which_they_are_entered():
    text = "id,standard\na,staffing\na,leadership\nc,staffing\n"
    new = [{"id": "b", "standard": standard} for standard in ("staffing", "leadership")]
    edited = with_rows(text, *new, key=("id", "standard"))
    assert edited == "id,standard\na,staffing\na,leadership\nb,staffing\nb,leadership\nc,staffing\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id,name\r\na,Alderby", "id,name\r\na,Alderby\r\nb,Brackwell\r\n"),
        ('"id","name"\n"a","Alderby"\n', '"id","name"\n"a","Alderby"\n"b","Brackwell"\n'),
        ("name,id\n", "name,id\nBrackwell,b\n"),
        ("id,name\ra,Alderby\rc,Corvale\r", "id,name\ra,Alderby\rb,Brackwell\rc,Corvale\r"),
    ],
    ids=["Windows", "quotation marks", "empty, in another order", "a Mac of old"],
)
def test_a_new_row_takes_the_form_of_its_file(before, after):
    assert with_rows(before, {"id": "b", "name": "Brackwell"}) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("c,Corvale,One\n", "Two", "c,Corvale,Two\n"),
        ('c,"Cor, vale",One\r\n', "", 'c,"Cor, vale",\r\n'),
        ('c,"x\ny","One"\n', "a, b", 'c,"x\ny","a, b"\n'),
        ("c,Corvale,", "Two", "c,Corvale,Two"),
    ],
)
def test_a_changed_cell_leaves_the_rest_of_its_row(before, value, after):
    assert changed("id,name,note\n" + before, note=value) == "id,name,note\n" + after


def test_a_row_that_is_gone_leaves_the_others_as_they_are():
    edited = sheet('id,name\n"a",Alderby\nb,Brackwell\nc,"Corvale"\n')
    assert edited.with_rows([edited.rows[0], edited.rows[2]]) == b'id,name\n"a",Alderby\nc,"Corvale"\n'


def test_a_row_is_told_by_its_whole_key():
    new = {"id": "a", "standard": "three"}
    assert (
        with_rows("id,standard\na,one\na,two\n", new, key=("id", "standard")) == "id,standard\na,one\na,three\na,two\n"
    )
    with pytest.raises(AuthorError, match=r"areas\.csv has a row a/one already"):
        with_rows("id,standard\na,one\na,two\n", {"id": "a", "standard": "one"}, key=("id", "standard"))


def test_columns_that_are_not_there_and_tables_that_are_not_are_refused(tmp_path):
    book = Book(copy_first_package(tmp_path), FIRST)
    with pytest.raises(AuthorError, match=r"regions\.csv has no column colour"):
        book.ask("insert into regions (region_id, colour) values ('a', 'blue')")
    with pytest.raises(AuthorError, match=r"There is no table colours\. Choose from regions, "):
        book.find("colours", "blue")


def test_line_ends_within_quotation_marks_belong_to_their_cell():
    records = [("a,b\n", ["a", "b"]), ('"x\r\ny",c\r\n', ["x\r\ny", "c"]), ("last", ["last"])]
    assert list(split_records('a,b\n"x\r\ny",c\r\nlast')) == records
