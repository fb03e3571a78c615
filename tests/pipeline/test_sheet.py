"""Rows go in and cells change, and every other byte of the file stays as staff wrote it."""

import pytest

from ratings_site.author import AuthorError
from ratings_site.author.book import SheetFile, split_records

PLAIN = "id,name,note\na,Alderby,\nc,Corvale,One\nd,Dunmere,\n"


def sheet(text, key=("id",)):
    return SheetFile("areas.csv", text.encode("utf-8"), key)


def test_a_file_that_nobody_edits_keeps_its_bytes():
    for text in (PLAIN, "\ufeff" + PLAIN.replace("\n", "\r\n"), 'id,name\n"a","x\ny"\n', "id,name\na,b", "id,name\n"):
        assert sheet(text).text == text


def test_a_row_goes_where_the_order_of_the_file_wants_it():
    edited = sheet(PLAIN)
    edited.insert({"id": "b", "name": "Brackwell, the", "note": 'A "note"'})
    assert edited.text == 'id,name,note\na,Alderby,\nb,"Brackwell, the","A ""note"""\nc,Corvale,One\nd,Dunmere,\n'


def test_a_row_of_a_file_without_order_joins_its_like_or_comes_last():
    text = "id,standard,rating\nz,one,Good\nz,two,Good\na,one,Good\n"
    edited = sheet(text, ("id", "standard"))
    edited.insert({"id": "z", "standard": "three"})
    edited.insert({"id": "m", "standard": "one"})
    assert edited.text == "id,standard,rating\nz,one,Good\nz,two,Good\nz,three,\na,one,Good\nm,one,\n"


def test_rows_of_one_group_keep_the_order_in_which_they_are_entered():
    text = "id,standard\na,staffing\na,leadership\nc,staffing\n"
    edited = sheet(text, ("id", "standard"))
    for standard in ("staffing", "leadership"):
        edited.insert({"id": "b", "standard": standard})
    assert edited.text == "id,standard\na,staffing\na,leadership\nb,staffing\nb,leadership\nc,staffing\n"


def test_a_new_row_takes_the_line_end_and_the_quotation_marks_of_its_file():
    edited = sheet("id,name\r\na,Alderby")
    edited.insert({"id": "b", "name": "Brackwell"})
    assert edited.text == "id,name\r\na,Alderby\r\nb,Brackwell\r\n"
    quoted = sheet('"id","name"\n"a","Alderby"\n')
    quoted.insert({"id": "b", "name": "Brackwell"})
    assert quoted.text == '"id","name"\n"a","Alderby"\n"b","Brackwell"\n'


def test_a_row_goes_into_an_empty_table_and_into_columns_of_another_order():
    edited = sheet("name,id\n")
    edited.insert({"id": "b", "name": "Brackwell"})
    assert edited.text == "name,id\nBrackwell,b\n"


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
    edited = sheet("id,name,note\n" + before)
    edited.change(0, note=value)
    assert edited.text.removeprefix("id,name,note\n").replace("\r\n", "\n") == after.replace("\r\n", "\n")
    assert edited.row(0)["note"] == value


def test_a_row_is_found_by_its_whole_key():
    edited = sheet("id,standard\na,one\na,two\n", ("id", "standard"))
    assert [edited.find("a/two"), edited.find("a/three")] == [1, None]


def test_a_key_that_is_taken_and_a_column_that_is_not_there_are_refused():
    with pytest.raises(AuthorError, match=r"areas\.csv has a row a already"):
        sheet(PLAIN).insert({"id": "a"})
    with pytest.raises(AuthorError, match=r"areas\.csv has no column colour"):
        sheet(PLAIN).insert({"id": "b", "colour": "blue"})


def test_line_ends_within_quotation_marks_belong_to_their_cell():
    assert split_records('a,b\n"x\r\ny",c\r\nlast') == ["a,b\n", '"x\r\ny",c\r\n', "last"]
