"""Damage to the shape of a table: its first row, its rows, its keys and links."""

from tests.check.cases import case
from tests.check.copies import Copy


def _without_last_line_end(copy: Copy, cut: int) -> int:
    copy.change_bytes("ratings", lambda raw: raw.rstrip(b"\n").rsplit(b",", cut)[0])
    return len(copy.path("ratings").read_bytes().split(b"\n"))


def _emptied(copy: Copy) -> None:
    copy.write("practice_examples", copy.lines("practice_examples")[:1])


def _swap_first_header(copy: Copy, new: str) -> int:
    return copy.change_header("regions", "map_number", new)


def _wider(copy: Copy, header: str, cell: str) -> int:
    head, *rows = copy.lines("regions")
    copy.write("regions", [head + header, *(row + cell for row in rows)])
    return 1


def _twice(copy: Copy) -> int:
    copy.write("regions", [line + "," + line.split(",")[0] for line in copy.lines("regions")])
    return 1


def _broken(copy: Copy) -> int:
    line = copy.change_line("pdus", "wakefield", to=lambda text: text + "A note")
    return copy.insert("pdus", line + 1, "over two lines") - 1


def _two_regions(copy: Copy) -> int:
    return copy.append("pdus", **(copy.row("pdus", "wakefield") | {"region_id": "london", "ndelius_code": "N07WAK"}))


CASES = (
    case("a title stands above the names of the columns",
         lambda copy: copy.insert("regions", 1, "Probation regions,,,,,,", ",,,,,,"),
         'regions.csv:{line}  Above the names of the columns there is other text: "Probation regions". Delete '
         "everything above line 3: the first line of the file must be the names of the columns. [title-row]"),
    case("the names of the columns are deleted", lambda copy: copy.write("regions", copy.lines("regions")[1:]),
         "regions.csv:1  The first line does not hold the names of the columns. Put this line above the rows again: "
         "region_id,name,map_number,nation,grid_row,grid_column,source_id [no-header]"),
    case("a column is deleted", lambda copy: copy.drop_column("regions", "nation"),
         "regions.csv:{line}  nation: The column is not there. Put it back with all its cells: git restore "
         "datapackage/regions.csv brings the file as it was before your edits. [missing-column]"),
    case("a key's column is deleted", lambda copy: copy.drop_column("pdus", "pdu_id"),
         "pdus.csv:{line}  pdu_id: The column is not there. Put it back with all its cells: git restore "
         "datapackage/pdus.csv brings the file as it was before your edits. [missing-column]"),
    case("a column is added", lambda copy: _wider(copy, ",phone", ",0113"),
         'regions.csv:{line}  phone: "phone" is not a column of this table. Delete the column, or move it to where it '
         "belongs. [extra-column]"),
    case("the name of a column is another one", lambda copy: _swap_first_header(copy, "number on the map"),
         'regions.csv:{line}  map_number: The name of this column has become "number on the map". Write "map_number" '
         "in the first line again. [renamed-column]"),
    case("the name of a column has a slip", lambda copy: _swap_first_header(copy, "map_numbr"),
         'regions.csv:{line}  map_number: The name of this column has become "map_numbr". Write "map_number" in the '
         "first line again. [renamed-column]"),
    case("the name of a column has capitals", lambda copy: _swap_first_header(copy, "Map Number"),
         'regions.csv:{line}  map_number: The name of this column has become "Map Number". Write "map_number" in the '
         "first line again. [renamed-column]"),
    case("the name of a column has a blank before it", lambda copy: _swap_first_header(copy, " map_number"),
         'regions.csv:{line}  map_number: The name of this column has a blank or a hidden character in it: " '
         'map_number". Type "map_number" anew in the first line. [padded-header]'),
    case("the name of a column has a no-break space after it",
         lambda copy: _swap_first_header(copy, "map_number\u00a0"),
         "regions.csv:{line}  map_number: The name of this column has a blank or a hidden character in it: "
         '"map_number[U+00A0]". Type "map_number" anew in the first line. [padded-header]'),
    case("the name of a column has a Cyrillic letter", lambda copy: _swap_first_header(copy, "mаp_number"),
         'regions.csv:{line}  map_number: The name of this column, "mаp_number", has a letter that only looks right. '
         'Type "map_number" anew in the first line. [look-alike-header]'),
    case("a column is there twice", _twice,
         "regions.csv:{line}  region_id: The column is there twice. Compare the two, and delete the one that is wrong. "
         "[repeated-column]"),
    case("the name of a column is deleted", lambda copy: _swap_first_header(copy, ""),
         "regions.csv:{line}  map_number: A column has cells but no name. Write the name of map_number in the first "
         "line, or delete it. [unnamed-column]"),
    case("a column without a name is added", lambda copy: _wider(copy, ",", ",see note"),
         "regions.csv:{line}  A column has cells but no name. Write the name of column H in the first line, or delete "
         "it. [unnamed-column]"),
    case("two empty columns follow the table", lambda copy: _wider(copy, ",,", ",,"),
         "regions.csv:{line}  The table has empty cells beside it, in columns H to I. In Excel, delete columns H to I, "
         "and save again. [empty-column]"),
    case("a sheet is saved with all its columns", lambda copy: _wider(copy, "," * 16_377, "," * 16_377),
         "regions.csv:{line}  The first row has 16384 cells; the table has 7 columns. In Excel, select the columns to "
         "the right of the table, delete them and save again. [too-many-columns]"),
    case("all rows are deleted", _emptied,
         "practice_examples.csv  The table has lost all its rows. Put the rows back (git restore "
         "datapackage/practice_examples.csv); only tables that have never had any may be empty. [empty-table]"),
    case("an empty line stands among the rows", lambda copy: copy.insert("regions", 5, ""),
         "regions.csv:{line}  This line is empty. Delete the empty rows, in Excel by the row number at the left, and "
         "save again. [blank-row]"),
    case("empty rows follow the table", lambda copy: copy.insert("regions", 14, ",,,,,,", ",,,,,,", ",,,,,,"),
         "regions.csv:{line}  Lines 14 to 16 are empty. Delete the empty rows, in Excel by the row number at the left, "
         "and save again. [blank-row]"),
    case("a comma is lost",
         lambda copy: copy.change_line("ratings", "wakefield-2024", "core-2023-pdu-services",
             to=lambda line: line.replace(",derived,", ",derived")),
         "ratings.csv:{line}  The row has 7 cells instead of 8. Add what is missing, an empty cell being a comma more. "
         "[short-row]"),
    case("a name with a comma is not quoted",
         lambda copy: copy.change_line("regions", "kent-surrey-and-sussex", to=lambda line: line.replace('"', "")),
         "regions.csv:{line}  The row has 8 cells instead of 7. Put each cell that has a comma in it into quotation "
         "marks, or take out what is too much. [long-row]"),
    case("commas follow one row", lambda copy: copy.change_line("regions", "wales", to=lambda line: line + ",,"),
         "regions.csv:{line}  The row has 9 cells instead of 7, the last ones empty. Delete the commas at the end of "
         "the line. [extra-empty-cells]"),
    case("a line break stands in a cell without quotation marks", _broken,
         "pdus.csv:{line}  A row is broken over lines <pdus wakefield> to {n}. Join the lines: delete the line break "
         "inside the cell. [broken-row]"),
    case("the file ends within its last row", lambda copy: _without_last_line_end(copy, 2),
         "ratings.csv:{line}  The file ends in the middle of a row, which has 6 cells instead of 8. Something went "
         "wrong when the file was saved or copied: take the whole file again (git restore datapackage/ratings.csv). "
         "[cut-short]"),
    case("a total stands under the table", lambda copy: copy.append("statistics", statistic_id="Total", value="199"),
         'statistics.csv:{line}  In the row of "Total" most of what every row must have is empty: topic, measure, '
         "area, unit, basis, direction, source_id. If it is a remark or a total, delete the row; if it is not, fill "
         "them in. [remark-row]"),
    case("a row is pasted twice", lambda copy: copy.insert("ratings", 60, copy.lines("ratings")[49]),
         "ratings.csv:{line}  The row is the same as the one in line 50. Delete one of the two. [repeated-row]"),
    case("the names of the columns are pasted among the rows",
         lambda copy: copy.insert("ratings", 60, copy.lines("ratings")[0]),
         "ratings.csv:{line}  The names of the columns stand here once more. Delete this line. [repeated-header]"),
    case("two rows have one key",
         lambda copy: copy.append("ratings", **(copy.row("ratings", "wakefield-2024", "core-2023-pdu-services")
             | {"rating": "Inadequate"})),
         'ratings.csv:{line}  "wakefield-2024/core-2023-pdu-services" has a row already, in line <ratings '
         "wakefield-2024/core-2023-pdu-services>. Keep the row that is right, or give this one its own inspection_id "
         "and standard_id. [repeated-key]"),
    case("two regions have one name", lambda copy: copy.change("regions", "wales", name="London"),
         'regions.csv:{line}  name: "London" stands in line <regions london> as well. Each may stand once: correct one '
         "of the two. [repeated-value]"),
    case("two regions have one place on the map of tiles",
         lambda copy: copy.change("regions", "wales", **{name: copy.row("regions",
             "london")[name] for name in ("grid_row", "grid_column")}),
         'regions.csv:{line}  "4/3" stands in line <regions london> as well. The columns grid_row and grid_column '
         "together may say each thing once: correct one. [repeated-combination]"),
    case("a PDU is entered again, in another region", _two_regions,
         'pdus.csv:{line}  pdu_id: "wakefield" stands in two regions: "yorkshire-and-the-humber" in line <pdus '
         'wakefield> and "london" here. A PDU is in one region: keep the row that is right. A move is a row in '
         "pdu_changes.csv. [pdu-in-two-regions]"),
    case("a slip is made in the name of a PDU",
         lambda copy: copy.change("inspections", "wakefield-2024", pdu_id="wakefeild"),
         'inspections.csv:{line}  pdu_id: "wakefeild" is not in pdus.csv. Use one that is there, or add its row to '
         'pdus.csv first. Did you mean "wakefield" (pdus.csv, line <pdus wakefield>)? [unknown-reference]'),
    case("a row that others name is deleted", lambda copy: copy.drop("sources", "moj-pdu-list-2023"),
         'pdu_names.csv:{n}  source_id: "moj-pdu-list-2023" is not in sources.csv. Use one that is there, or add its '
         "row to sources.csv first. {n} more rows name it as well. [unknown-reference]"),
    case("a slip is made in a key that others name",
         lambda copy: copy.change_line("pdus", "wakefield", to=lambda line: line.replace("wakefield", "wakefeild", 1)),
         'pdus.csv:{line}  pdu_id: "wakefeild" is named nowhere, and {n} rows of other tables name "wakefield" (the '
         'first is inspections.csv, line <inspections wakefield-2024>). Write "wakefield" again: identifiers never '
         "change. [changed-key]"),
    case("the scale was saved over the ratings",
         lambda copy: copy.path("ratings").write_bytes(copy.path("rating_scale").read_bytes()) and None,
         "ratings.csv:1  These are the columns of rating_scale.csv: it was saved under the name of this file. Take "
         "this file back (git restore datapackage/ratings.csv), and save the other one under its own name. "
         "[wrong-file]"),
)  # fmt: skip
