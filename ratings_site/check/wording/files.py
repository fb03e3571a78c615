"""Words for problems of whole files."""

from ratings_site.check.wording.kinds import failure, warning

_SAVE_AS = 'Open it in Excel and save it as "CSV UTF-8 (Comma delimited)"'

KINDS = {
    "no-folder": failure("There is no folder of this name.", "Check the name after --package."),
    "missing-file": failure("The file is not there.", "Put it back, or give it its exact name again.{hint}"),
    "not-a-file": failure("This is {kind}, where a table is wanted.", "Put the table back as a .csv file."),
    "linked-file": failure("This is a link to another place.", "Put the file itself here: only real files are read."),
    "unreadable-file": failure("The file cannot be opened.", "Close it in other programs, and check who may read it."),
    "file-too-large": failure(
        "The file has {size}; no more than {limit} are read.",
        "Check that it is the right file, and take out what does not belong.",
    ),
    "package-too-large": failure(
        "The tables together have more than {limit}, so this one was not read.",
        "Check that each of them is the right file.",
    ),
    "too-many-rows": failure(
        "The table has more than {limit} rows.", "Check that it is the right file, and take out what does not belong."
    ),
    "too-many-columns": failure(
        "The first row has {count} cells; the table has {wanted} columns.",
        "In Excel, select the columns to the right of the table, delete them and save again.",
    ),
    "empty-file": failure("The file is empty.", "Put the table back from the last version that was published."),
    "spreadsheet-file": failure(
        "This is {kind} under the name of a .csv file.", f"{_SAVE_AS}; a new ending is not enough."
    ),
    "packed-file": failure(
        "This is {kind} under the name of a .csv file.", "Unpack it, and put the .csv file itself here."
    ),
    "other-file-kind": failure(
        "This is {kind}, where a table is wanted.", "Put the table back; a download that failed often looks like this."
    ),
    "unlisted-file": warning(
        "This file is not a table of the package, and nothing of it is published.",
        "Delete it if it is a copy; move what it holds into the right table if it is not.{hint}",
    ),
    "stale-checksum": warning(
        "The file is not the one that datapackage.json describes: its {what} differs.",
        'If the change is meant, take the "bytes" and "hash" of this table out of datapackage.json.',
    ),
    "not-utf-8": failure(
        'The file is not saved as UTF-8: here is a "{value}" of an older kind.',
        f"{_SAVE_AS}; the letters stay as they are.",
    ),
    "wide-encoding": failure("The file is saved as {encoding}, not as UTF-8.", f"{_SAVE_AS}."),
    "merge-conflict": failure(
        "Here begins a place where two people's changes were not brought together.",
        "Keep the rows that are right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    ),
    "wrong-delimiter": failure(
        "The cells are separated by {delimiter}, not by commas.",
        f'{_SAVE_AS}; "CSV (semicolon)" and "Text" are not it.',
    ),
    "separator-line": failure(
        "The first line is a hint for Excel (sep=), not the names of the columns.",
        "Delete this line; commas need no hint.",
    ),
    "unclosed-quote": failure(
        "A quotation mark begins a cell here and is not closed, so that the rows below run into it.",
        "Put a quotation mark at the end of the cell, before the comma.",
    ),
    "stray-quote": failure(
        "A quotation mark stands inside a cell of this row in a way that cannot be read.",
        "Put the whole cell in quotation marks and write each one inside it twice, or take it out.",
    ),
}
