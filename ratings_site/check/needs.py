"""What the pages stand on: the tables and columns that a package must have, and the types of those not text.

The names are promises to everybody who downloads the data; they change with a new major version of the package
only. A package may have more tables and more columns than these.
"""

from ratings_site.model.tables import Field, TableSchema

NEEDED: dict[str, str] = {
    "regions": "region_id name map_number:integer nation grid_row:integer grid_column:integer source_id",
    "pdus": "pdu_id name region_id ndelius_code opened:date closed:date source_id note",
    "pdu_names": "pdu_id name used_by source_id note",
    "pdu_changes": "pdu_id change successor_id as_at:date as_at_precision source_id note",
    "places": "place place_type pdu_id lad_code extent basis as_at:date as_at_precision source_id note",
    "programmes": "programme_id name started:date started_precision ended:date ended_precision rated:boolean "
    "pdu_standards:integer pdu_max_score:integer comparable_with source_id note",
    "standards": "standard_id programme_id area_type code name domain question display_order:integer source_id note",
    "rating_scale": "rating points:integer display_order:integer meaning sufficient_from:integer "
    "sufficient_to:integer source_id",
    "score_bands": "programme_id area_type score_from:integer score_to:integer overall status source_id",
    "inspections": "inspection_id programme_id area_type pdu_id region_id published:date published_precision overall "
    "overall_basis score:integer score_basis report_url source_id note",
    "ratings": "inspection_id standard_id rating basis source_id note",
    "rating_totals": "set_id standard_id rating programme_id published_from:date published_to:date "
    "inspections:integer count:integer source_id",
    "publications": "publication_id type title published:date published_precision inspection_id url source_id note",
    "statistics": "statistic_id topic measure area region_id qualifier value:number value_to:number unit direction "
    "period as_at:date as_at_precision figure section source_id note",
    "findings": "finding_id publication_id kind summary section source_id",
    "practice_examples": "example_id pdu_id publication_id theme summary section source_id",
    "figures": "figure_id number:integer caption status note source_id",
    "sources": "source_id title publisher url retrieved:date licence note",
    "corrections": "correction_id corrected_on:date table row_key column was now reason",
    "acknowledgements": "check file row_key reason acknowledged_on:date",
}
"""By table, its columns; a column without a type holds text."""


def needed_columns(table: str) -> dict[str, str]:
    """The columns a table must have, each with its type; none for a table the pages do not know."""
    words = (word.partition(":") for word in NEEDED.get(table, "").split())
    return {name: kind or "string" for name, _, kind in words}


def bare_schema(table: str) -> TableSchema:
    """What is known of a table without its description: its columns and their types."""
    fields = tuple(Field(name, name, "", kind) for name, kind in needed_columns(table).items())
    return TableSchema(table, table, "", f"{table}.csv", fields, (fields[0].name,))
