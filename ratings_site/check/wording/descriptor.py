"""Words for problems of `datapackage.json`, which developers edit, and of the list of accepted warnings."""

from ratings_site.check.wording.kinds import failure, warning

_PUT_BACK = "If nobody meant to change this file, put the last published version of it back."

KINDS = {
    "descriptor-not-json": failure(
        "The file is broken{near}: a comma, a bracket or a quotation mark is wrong.", _PUT_BACK
    ),
    "descriptor-not-utf-8": failure(
        'The file is not saved as UTF-8: here is a "{value}" of an older kind.', f"Save it as UTF-8. {_PUT_BACK}"
    ),
    "descriptor-repeated": failure('"{value}" is there twice: {what} may stand once in {where}.', _PUT_BACK),
    "descriptor-incomplete": failure("What it says of {where} lacks {what}.", _PUT_BACK),
    "descriptor-wrong": failure("What it says of {where} cannot be used: {what}.", "{rule} " + _PUT_BACK),
    "descriptor-table-missing": failure('It does not name the table "{value}", which the pages need.', _PUT_BACK),
    "descriptor-column-missing": failure(
        'It does not name the column "{value}" of the table "{table}", which the pages need.', _PUT_BACK
    ),
    "descriptor-column-type": failure('The column "{value}" of the table "{table}" must hold {kind}.', _PUT_BACK),
    "unsafe-path": failure(
        '"{value}", the file of {where}, lies outside the package.',
        "Put the file into the package, and name it from there.",
    ),
    "remote-file": failure(
        '"{value}", the file of {where}, is on another computer.', "Put the file into the package: nothing is fetched."
    ),
    "not-a-csv-path": failure(
        '"{value}", the file of {where}, is not a plain .csv file.', "Name a file that ends with .csv."
    ),
    "unknown-check": failure('"{value}" is not a kind of problem.', "Copy the name from the message.{hint}"),
    "not-acceptable": failure(
        '"{value}" stops the publication, and cannot be accepted.', "Mend the problem itself, and delete this row."
    ),
    "stale-acknowledgement": warning(
        'This accepts a warning that is no longer there: "{value}" in {file}.', "Delete this row."
    ),
}
