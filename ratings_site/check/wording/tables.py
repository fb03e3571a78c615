"""Words for problems of the shape of a table: its first row, its rows, its keys."""

from ratings_site.check.wording.kinds import failure

KINDS = {
    "title-row": failure(
        'Above the names of the columns there is other text: "{value}".',
        "Delete everything above line {line}: the first line of the file must be the names of the columns.",
    ),
    "no-header": failure(
        "The first line does not hold the names of the columns.", "Put this line above the rows again: {columns}"
    ),
    "missing-column": failure(
        "The column is not there.",
        "Put it back where it was, with this name in the first line; its cells may not be lost.",
    ),
    "extra-column": failure(
        '"{value}" is not a column of this table.', "Delete the column, or move it to where it belongs."
    ),
    "renamed-column": failure(
        'The name of this column has become "{value}".', 'Write "{meant}" in the first line again.'
    ),
    "padded-header": failure(
        'The name of this column has a blank or a hidden character in it: "{value}".',
        'Type "{meant}" anew in the first line.',
    ),
    "look-alike-header": failure(
        'The name of this column, "{value}", has a letter that only looks right.',
        'Type "{meant}" anew in the first line.',
    ),
    "repeated-column": failure("The column is there twice.", "Compare the two, and delete the one that is wrong."),
    "unnamed-column": failure(
        "A column has cells but no name.", "Write the name of {meant} in the first line, or delete it."
    ),
    "empty-column": failure(
        "The table has empty cells beside it, in {columns}.", "In Excel, delete {columns}, and save again."
    ),
    "empty-table": failure(
        "The table has lost all its rows.", "Put the rows back; only tables that have never had any may be empty."
    ),
    "blank-row": failure(
        "{lines} empty.", "Delete the empty rows, in Excel by the row number at the left, and save again."
    ),
    "short-row": failure(
        "The row has {have} instead of {width}.",
        "Add what is missing, an empty cell being a comma more.",
    ),
    "long-row": failure(
        "The row has {have} instead of {width}.",
        "Put each cell that has a comma in it into quotation marks, or take out what is too much.",
    ),
    "extra-empty-cells": failure(
        "The row has {have} instead of {width}, the last ones empty.",
        "Delete the commas at the end of the line.",
    ),
    "broken-row": failure(
        "A row is broken over lines {first} to {last}.", "Join the lines: delete the line break inside the cell."
    ),
    "cut-short": failure(
        "The file ends in the middle of a row, which has {have} instead of {width}.",
        "Something went wrong when the file was saved or copied: take the whole file again.",
    ),
    "repeated-row": failure("The row is the same as the one in line {first}.", "Delete one of the two."),
    "repeated-header": failure("The names of the columns stand here once more.", "Delete this line."),
    "repeated-key": failure(
        '"{value}" has a row already, in line {first}.',
        "Keep the row that is right, or give this one its own {columns}.",
    ),
    "repeated-value": failure(
        '"{value}" stands in line {first} as well.', "Each may stand once: correct one of the two."
    ),
    "repeated-combination": failure(
        '"{value}" stands in line {first} as well.',
        "The columns {columns} together may say each thing once: correct one.",
    ),
    "pdu-in-two-regions": failure(
        '"{value}" stands in two regions: "{other}" in line {first} and "{region}" here.',
        "A PDU is in one region: keep the row that is right. A move is a row in pdu_changes.csv.",
    ),
    "changed-key": failure(
        '"{value}" is named nowhere, and {count} rows of other tables name "{meant}" (the first is {first}).',
        'Write "{meant}" again: identifiers never change.',
    ),
    "too-many-problems": failure(
        "So much is wrong above this line that the rows from here on have not been checked.",
        "Mend what is named, and check again; or take the last published version of the table.",
    ),
    "unknown-reference": failure(
        '"{value}" is not in {table}.', "Use one that is there, or add its row to {table} first.{hint}"
    ),
}
