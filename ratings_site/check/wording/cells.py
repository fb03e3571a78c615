"""Words for problems of single cells."""

from ratings_site.check.wording.kinds import failure

_OR_EMPTY = "Leave the cell empty where it is not known"

KINDS = {
    # Characters
    "control-character": failure(
        '"{value}" holds a control character ({code}) that nobody can see.',
        'Delete the cell and type it anew: "{meant}".',
    ),
    "invisible-character": failure(
        '"{value}" holds a character that nobody can see ({code}).', 'Delete the cell and type it anew: "{meant}".'
    ),
    "text-direction": failure(
        '"{value}" holds a hidden mark ({code}) that turns the direction of the text.',
        'Delete the cell and type it anew: "{meant}".',
    ),
    "replacement-character": failure(
        '"{value}" has lost a letter when the file was saved.',
        "Look the right letter up, and write it again.",
    ),
    "mojibake": failure(
        '"{value}" has garbled letters: the file was once opened as something it is not.', 'Write "{meant}".'
    ),
    "no-break-space": failure(
        '"{value}" holds a blank that is not the ordinary one, as web pages and Word use it.',
        'Type it anew: "{meant}".',
    ),
    "stray-space": failure('"{value}" has a blank too many.', 'Write "{meant}", with nothing before or after it.'),
    "only-blanks": failure("The cell looks empty and holds blanks.", "Delete what is in it."),
    "line-break": failure('"{value}" is broken over two lines.', 'Write it in one line: "{meant}".'),
    "markup-in-name": failure(
        '"{value}" holds signs of HTML or of a template ("{marks}"), which no name has.',
        'Write the name as a reader should see it: "{meant}".',
    ),
    "look-alike-dash": failure(
        '"{value}" has a dash or another sign that only looks right.',
        'Type it anew, with the keyboard\'s hyphen: "{meant}".',
    ),
    "look-alike-letter": failure(
        '"{value}" has a letter of another alphabet that only looks right ("{letter}").', 'Type it anew: "{meant}".'
    ),
    "odd-digits": failure('"{value}" has digits of another script.', "Write it with the digits 0 to 9: {digits}."),
    "cell-too-long": failure(
        'The cell has {length} characters, beginning "{value}"; no more than {limit} fit.',
        "Shorten it, and check that nothing was pasted into it by mistake.",
    ),
    # What spreadsheets do
    "formula-cell": failure(
        '"{value}" begins like a formula, which Excel would work out instead of showing it.',
        "Take away the sign or the tab at the beginning.",
    ),
    "spreadsheet-error": failure(
        '"{value}" is an error of the spreadsheet, not a value.',
        "Write the value that was there before; no formula is needed.",
    ),
    "serial-date": failure(
        '"{value}" is how Excel counts days, not a date.',
        'If it is right, write "{meant}". In Excel, give the column the format yyyy-mm-dd.',
    ),
    "date-turned-round": failure(
        '"{value}" is not written year first.', "Write {choice}, and check which day is meant. Dates are YYYY-MM-DD."
    ),
    "became-date": failure(
        '"{value}" was turned into a date by Excel.',
        "Write what was there before. In Excel, first give the column the format Text.",
    ),
    "scientific-number": failure(
        '"{value}" is a long number as Excel shortens it; digits may be lost.',
        "Write the whole number again. In Excel, first give the column the format Text.",
    ),
    "lost-zeros": failure(
        '"{value}" has lost the zeros at its beginning.',
        'Write "{likely}" if that is it. In Excel, first give the column the format Text.',
    ),
    "number-as-text": failure('"{value}" is a number with an apostrophe before it.', "Write {meant} alone."),
    # Values
    "placeholder": failure(
        '"{value}" stands for something that is not known.', f"{_OR_EMPTY}, and say why in the note of the row."
    ),
    "missing-value": failure("The cell is empty.", "Every row must have this: fill it in."),
    "wrong-case": failure('"{value}" has the wrong capitals.', 'Write "{meant}".'),
    "not-a-rating": failure('"{value}" is not a rating.', "Use {allowed}.{hint}"),
    "not-in-list": failure('"{value}" is not one of the words for this column.', "Use {allowed}.{hint}"),
    "date-format": failure('"{value}" is not written as dates are here.', 'Write "{meant}". Dates are YYYY-MM-DD.'),
    "partial-date": failure(
        '"{value}" is not a whole date.',
        'Write the first day of the month or year (2024-10-01), and "month" or "year" in the column for precision.',
    ),
    "impossible-date": failure(
        '"{value}" is a day that no calendar has.', "Look the date up, and write it as YYYY-MM-DD."
    ),
    "not-a-date": failure('"{value}" is not a date.', f"Write it as YYYY-MM-DD, such as 2024-10-24. {_OR_EMPTY}."),
    "date-too-early": failure('"{value}" is before 2001.', "Check the year: nothing in these tables is so old."),
    "date-too-late": failure('"{value}" is after {limit}.', "Check the year."),
    "date-in-future": failure(
        '"{value}" lies after {last}, the latest day for this column.',
        'Check the year. If it is right, bring the date "created" in datapackage.json up to date first.',
    ),
    "number-format": failure(
        '"{value}" is not written as numbers are here.', "Write {meant}: digits only, and a point before decimals."
    ),
    "not-a-number": failure(
        '"{value}" is not a number.',
        'Write the number alone; words such as "about" go into a column of their own, or the note.',
    ),
    "not-a-whole-number": failure('"{value}" is not a whole number.', "Check it: this column counts whole things."),
    "number-too-long": failure('"{value}" has more digits than a spreadsheet can hold.', "Check the number."),
    "number-too-small": failure('"{value}" is less than {limit}, the least this column allows.', "Check the number."),
    "number-too-large": failure('"{value}" is more than {limit}, the most this column allows.', "Check the number."),
    "not-yes-or-no": failure('"{value}" is neither yes nor no.', "Write yes or no, in small letters."),
    "not-an-id": failure(
        '"{value}" is not written as identifiers are: small letters a to z, digits and hyphens.',
        "Identifiers are page addresses and never change: take care to use the old one.{hint}",
    ),
    "wrong-form": failure(
        '"{value}" is not written as this column wants it ({title}).', "Check each letter and digit.{hint}"
    ),
    "insecure-link": failure(
        '"{value}" begins with http://.', 'Try "{meant}" in a browser, and write that if it opens.'
    ),
    "not-a-link": failure(
        '"{value}" is not a link that everybody can open.',
        "Copy the address from the browser: it begins with https:// and has no blanks.",
    ),
    "wrong-value": failure('"{value}" is not what this column holds ({title}).', "Compare it with the other cells."),
}
