"""The row classes: what they need of the tables, and what they are filled with."""

from datetime import date

from ratings_site.model.rows import ROW_CLASSES, LifeEvent, PartialDate, Source, fill, needed_columns
from tests.builders import _row as a_row
from tests.builders import a_package, a_source, package_info


def test_the_descriptor_describes_each_table_and_column_that_code_uses_with_its_type():
    schemas = package_info().schemas

    assert {table: needed_columns(table) for table in ROW_CLASSES} == {
        table: {field.name: field.type for field in schemas[table].fields if field.name in needed_columns(table)}
        for table in ROW_CLASSES
    }


def test_a_table_that_no_code_knows_needs_nothing():
    assert needed_columns("weather") == {}


def test_a_row_holds_plain_values_and_the_rows_it_refers_to():
    tables = a_package(
        a_source(),
        a_row(
            "pdu_changes",
            {"pdu_id": "alderby", "change": "renamed", "successor_id": "alderby", "as_at": "2024-05-01"},
            {"as_at_precision": "month", "source_id": "a-source"},
        ),
    )
    sources = {source.source_id: source for source in fill(Source, tables.rows["sources"])}

    assert sources["a-source"].retrieved == date(2026, 11, 23)
    assert fill(LifeEvent, tables.rows["pdu_changes"], {Source: sources}) == [
        LifeEvent(
            pdu_id="alderby",
            change="renamed",
            successor_id="alderby",
            as_at=PartialDate(date(2024, 5, 1), "month"),
            source=sources["a-source"],
            note="",
        )
    ]
