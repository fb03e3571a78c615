"""Damage to single cells: characters, what spreadsheets do, dates, numbers and words."""

from collections.abc import Callable
from datetime import date

from tests.check.cases import Damage, case
from tests.check.copies import Copy


def _rating(**cells: str) -> Damage:
    return lambda copy: copy.change("ratings", "wakefield-2024", "core-2023-pdu-services", **cells)


def _inspection(**cells: str) -> Damage:
    return lambda copy: copy.change("inspections", "wakefield-2024", **cells)


def _pdu(**cells: str) -> Damage:
    return lambda copy: copy.change("pdus", "wakefield", **cells)


def _region(**cells: str) -> Damage:
    return lambda copy: copy.change("regions", "wales", **cells)


def _statistic(**cells: str) -> Damage:
    return lambda copy: copy.change("statistics", "score-wakefield", **cells)


def _published(day: str) -> Damage:
    def damage(copy: Copy) -> int:
        return copy.change("publications", "wakefield-2024-report", published=day)

    return damage


def _all_dates(to: Callable[[date], str]) -> Damage:
    return lambda copy: copy.change_column(
        "sources", "retrieved", lambda cells: [to(date.fromisoformat(cell)) for cell in cells]
    )


CASES = (
    case("a NUL stands in a name", _pdu(name="Wake\0field"),
         'pdus.csv:{line}  name: "Wake[U+0000]field" holds a control character (U+0000) that nobody can see. Delete '
         'the cell and type it anew: "Wakefield". [control-character]'),
    case("a tab stands within a note", _pdu(note="See\tnote"),
         'pdus.csv:{line}  note: "See[tab]note" holds a control character (U+0009) that nobody can see. Delete the '
         'cell and type it anew: "See note". [control-character]'),
    case("a name carries a script", _region(name="Wales <script>window.X=1</script>"),
         'regions.csv:{line}  name: "Wales <script>window.X=1</script>" holds signs of HTML or of a template '
         '("<script>"), which no name has. Write the name as a reader should see it: "Wales window.X=1". '
         "[markup-in-name]"),
    case("a name closes the title of its page and sends readers away", _pdu(name="Wakefield</title><base>"),
         'pdus.csv:{line}  name: "Wakefield</title><base>" holds signs of HTML or of a template ("</title>"), which no '
         'name has. Write the name as a reader should see it: "Wakefield". [markup-in-name]'),
    case("a name holds the marks of a template", _pdu(name="Wakefield [[frame.page]]"),
         'pdus.csv:{line}  name: "Wakefield [[frame.page]]" holds signs of HTML or of a template ("[["), which no name '
         'has. Write the name as a reader should see it: "Wakefield frame.page". [markup-in-name]'),
    case("a bullet pasted from Word stands in a note", _pdu(note="\uf0b7 First"),
         'pdus.csv:{line}  note: "[U+F0B7] First" holds a character that nobody can see (U+F0B7). Delete the cell and '
         'type it anew: "First". [invisible-character]'),
    case("a code that is no character, which no feed can hold, stands in a note", _pdu(note="First\ufffe"),
         'pdus.csv:{line}  note: "First[U+FFFE]" holds a character that nobody can see (U+FFFE). Delete the cell and '
         'type it anew: "First". [invisible-character]'),
    case("a zero-width space stands in a name", _pdu(name="Wake\u200bfield"),
         'pdus.csv:{line}  name: "Wake[U+200B]field" holds a character that nobody can see (U+200B). Delete the cell '
         'and type it anew: "Wakefield". [invisible-character]'),
    case("a byte order mark stands in a cell", _rating(rating="\ufeffRequires improvement"),
         'ratings.csv:{line}  rating: "[U+FEFF]Requires improvement" holds a character that nobody can see (U+FEFF). '
         'Delete the cell and type it anew: "Requires improvement". [invisible-character]'),
    case("a mark turns the direction of a name", _pdu(name="Wakefield\u202e"),
         'pdus.csv:{line}  name: "Wakefield[U+202E]" holds a hidden mark (U+202E) that turns the direction of the '
         'text. Delete the cell and type it anew: "Wakefield". [text-direction]'),
    case("a letter is lost", _pdu(note="Ynys M\ufffdn"),
         'pdus.csv:{line}  note: "Ynys M[U+FFFD]n" has lost a letter when the file was saved. Look the right letter '
         "up, and write it again. [replacement-character]"),
    case("an apostrophe is garbled", _pdu(note="The unitâ€™s name"),
         'pdus.csv:{line}  note: "The unitâ€™s name" has garbled letters: the file was once opened as something it is '
         'not. Write "The unit’s name". [mojibake]'),
    case("a Welsh letter is garbled", _pdu(note="Ynys MÃ´n"),
         'pdus.csv:{line}  note: "Ynys MÃ´n" has garbled letters: the file was once opened as something it is not. '
         'Write "Ynys Môn". [mojibake]'),
    case("a no-break space stands in a rating", _rating(rating="Requires\u00a0improvement"),
         'ratings.csv:{line}  rating: "Requires[U+00A0]improvement" holds a blank that is not the ordinary one, as web '
         'pages and Word use it. Type it anew: "Requires improvement". [no-break-space]'),
    case("a blank follows a rating", _rating(rating="Requires improvement "),
         'ratings.csv:{line}  rating: "Requires improvement " has a blank too many. Write "Requires improvement", with '
         "nothing before or after it. [stray-space]"),
    case("two blanks stand in a name",
         lambda copy: copy.change("regions", "yorkshire-and-the-humber", name="Yorkshire  and the Humber"),
         'regions.csv:{line}  name: "Yorkshire  and the Humber" has a blank too many. Write "Yorkshire and the '
         'Humber", with nothing before or after it. [stray-space]'),
    case("a blank stands before an identifier", _rating(source_id=" annual-report-2024"),
         'ratings.csv:{line}  source_id: " annual-report-2024" has a blank too many. Write "annual-report-2024", with '
         "nothing before or after it. [stray-space]"),
    case("a name begins with a quotation mark that nothing closes", _pdu(name='"Wakefield'),
         'pdus.csv:{line}  name: ""Wakefield" has a quotation mark at one end, and not the one that belongs to it. '
         "Delete the mark, or type the other one as well. [lone-quote]"),
    case("prose ends with a quotation mark that nothing opened", _pdu(note="It is called the best”"),
         'pdus.csv:{line}  note: "It is called the best”" has a quotation mark at one end, and not the one that '
         "belongs to it. Delete the mark, or type the other one as well. [lone-quote]"),
    case("a cell holds only blanks", _pdu(note="  "),
         "pdus.csv:{line}  note: The cell looks empty and holds blanks. Delete what is in it. [only-blanks]"),
    case("a name is broken over two lines",
         lambda copy: copy.change_line("regions", "wales", to=lambda line: line.replace("Wales", '"Wales\n(Cymru)"',
             1)),
         'regions.csv:{line}  name: "Wales[line break](Cymru)" is broken over two lines. Write it in one line: "Wales '
         '(Cymru)". [line-break]'),
    case("an identifier has a long dash", _rating(source_id="annual–report–2024"),
         'ratings.csv:{line}  source_id: "annual–report–2024" has a dash or another sign that only looks right. Type '
         'it anew, with the keyboard\'s hyphen: "annual-report-2024". [look-alike-dash]'),
    case("a date has long dashes", _published("2024–10–24"),
         'publications.csv:{line}  published: "2024–10–24" has a dash or another sign that only looks right. Type it '
         'anew, with the keyboard\'s hyphen: "2024-10-24". [look-alike-dash]'),
    case("a rating has a Cyrillic letter", _rating(rating="Rеquires improvement"),
         'ratings.csv:{line}  rating: "Rеquires improvement" has a letter of another alphabet that only looks right '
         '("е"). Type it anew: "Requires improvement". [look-alike-letter]'),
    case("a name has a Greek letter", _pdu(name="Wαkefield"),
         'pdus.csv:{line}  name: "Wαkefield" has a letter of another alphabet that only looks right ("α"). Type it '
         'anew: "Wakefield". [look-alike-letter]'),
    case("a date has Arabic digits", _published("٢٠٢٤-١٠-٢٤"),
         'publications.csv:{line}  published: "٢٠٢٤-١٠-٢٤" has digits of another script. Write it with the digits 0 to '
         "9: 2024-10-24. [odd-digits]"),
    case("a number has full-width digits", _inspection(score="６"),
         'inspections.csv:{line}  score: "６" has digits of another script. Write it with the digits 0 to 9: 6. '
         "[odd-digits]"),
    case("a report is pasted into a note", _pdu(note="word " * 400 + "end"),
         'pdus.csv:{line}  note: The cell has 2,003 characters, beginning "word word word word word word word word '
         'word word word wo..."; no more than 600 fit. Shorten it, and check that nothing was pasted into it by '
         "mistake. [cell-too-long]"),
    case("a cell is a formula", _pdu(note='=HYPERLINK("https://example.org")'),
         'pdus.csv:{line}  note: "=HYPERLINK("https://example.org")" begins like a formula, which Excel would work '
         "out instead of showing it. Write what it works out to; of a text, take away the sign or the tab at the "
         "beginning. [formula-cell]"),
    case("a cell begins with a minus", _pdu(note="- closed soon"),
         'pdus.csv:{line}  note: "- closed soon" begins like a formula, which Excel would work out instead of '
         "showing it. Write what it works out to; of a text, take away the sign or the tab at the beginning. "
         "[formula-cell]"),
    case("a cell begins with an at sign", _pdu(note=" @SUM(A1)"),
         'pdus.csv:{line}  note: " @SUM(A1)" begins like a formula, which Excel would work out instead of showing '
         "it. Write what it works out to; of a text, take away the sign or the tab at the beginning. [formula-cell]"),
    case("a cell begins with a tab", _pdu(name="\tWakefield"),
         'pdus.csv:{line}  name: "[tab]Wakefield" begins like a formula, which Excel would work out instead of '
         "showing it. Write what it works out to; of a text, take away the sign or the tab at the beginning. "
         "[formula-cell]"),
    case("a number is a formula", _inspection(score="=3+3"),
         'inspections.csv:{line}  score: "=3+3" begins like a formula, which Excel would work out instead of showing '
         "it. Write what it works out to; of a text, take away the sign or the tab at the beginning. [formula-cell]"),
    case("a formula has lost what it referred to", _inspection(score="#REF!"),
         'inspections.csv:{line}  score: "#REF!" is an error of the spreadsheet, not a value. Write the value that was '
         "there before; no formula is needed. [spreadsheet-error]"),
    case("a column was too narrow", _published("########"),
         'publications.csv:{line}  published: "########" is an error of the spreadsheet, not a value. Write the value '
         "that was there before; no formula is needed. [spreadsheet-error]"),
    case("one date has become a number of days", _published("45589"),
         'publications.csv:{line}  published: "45589" is how Excel counts days, not a date. If it is right, write '
         '"2024-10-24". In Excel, give the column the format yyyy-mm-dd. [serial-date]'),
    case("a column of dates has become numbers of days", _all_dates(lambda day: str((day - date(1899, 12, 30)).days)),
         'sources.csv:{line}  retrieved: "46349" is how Excel counts days, not a date. If it is right, write '
         '"2026-11-23". In Excel, give the column the format yyyy-mm-dd. The same holds for {n} more cells of this '
         "column (lines {any}). [serial-date]"),
    case("one date is written day first", _published("24/10/2024"),
         'publications.csv:{line}  published: "24/10/2024" is not written year first. Write "2024-10-24", and check '
         "which day is meant. In Excel, format the column as Custom, yyyy-mm-dd, and save again. [date-turned-round]"),
    case("one date can be read in two ways", _published("05/01/2024"),
         'publications.csv:{line}  published: "05/01/2024" is not written year first. Write "2024-01-05" or '
         '"2024-05-01", and check which day is meant. In Excel, format the column as Custom, yyyy-mm-dd, and save '
         "again. [date-turned-round]"),
    case("day and month have changed places", _published("2024-24-10"),
         'publications.csv:{line}  published: "2024-24-10" is not written year first. Write "2024-10-24", and check '
         "which day is meant. In Excel, format the column as Custom, yyyy-mm-dd, and save again. [date-turned-round]"),
    case("a column of dates is written day first", _all_dates(lambda day: day.strftime("%d/%m/%Y")),
         'sources.csv:{line}  retrieved: "23/11/2026" is not written year first. Write "2026-11-23", and check which '
         "day is meant. In Excel, format the column as Custom, yyyy-mm-dd, and save again. The same holds for {n} "
         "more cells of this column (lines {any}). [date-turned-round]"),
    case("a standard's number has become a date",
         lambda copy: copy.change("standards", "core-2023-pdu-staffing", code="01-Feb"),
         'standards.csv:{line}  code: "01-Feb" was turned into a date by Excel. Write what was there before. In Excel, '
         "first give the column the format Text. [became-date]"),
    case("a score has become a date", _inspection(score="06-Jan"),
         'inspections.csv:{line}  score: "06-Jan" was turned into a date by Excel. Write what was there before. In '
         "Excel, first give the column the format Text. [became-date]"),
    case("a month in words has become a date",
         lambda copy: copy.append("statistics", **(copy.row("statistics", "activity-bulletins")
             | {"statistic_id": "activity-later", "period": "Sep-26"})),
         'statistics.csv:{line}  period: "Sep-26" was turned into a date by Excel. Write the words that were there. In '
         "Excel, first give the column the format Text. [word-became-date]"),
    case("a code has become a number with an exponent",
         lambda copy: copy.change("places", "Wakefield", "local authority", lad_code="8.00E+07"),
         'places.csv:{line}  lad_code: "8.00E+07" is a long number as Excel shortens it; digits may be lost. Write the '
         "whole number again. In Excel, first give the column the format Text. [scientific-number]"),
    case("a code has lost its zeros",
         lambda copy: (copy.describe_column("pdus", "ndelius_code",
             constraints={"pattern": "[0-9]{4}|[A-Z0-9]{6,7}"}), copy.change("pdus", "wakefield",
             ndelius_code="123"))[1],
         'pdus.csv:{line}  ndelius_code: "123" has lost the zeros at its beginning or end. Write "0123" if that is it. '
         "In Excel, first give the column the format Text. [lost-zeros]"),
    case("a number has an apostrophe before it", _inspection(score="'6"),
         'inspections.csv:{line}  score: "\'6" is a number with an apostrophe before it. Write 6 alone. '
         "[number-as-text]"),
    case("a cell says N/A", _inspection(score="N/A"),
         'inspections.csv:{line}  score: "N/A" stands for something that is not known. Leave the cell empty where it '
         "is not known, and say why in the note of the row. [placeholder]"),
    case("a note is a word that programs write for nothing", _inspection(note="undefined"),
         'inspections.csv:{line}  note: "undefined" stands for something that is not known. Leave the cell empty where '
         "it is not known, and say why in the note of the row. [placeholder]"),
    case("a cell holds a dash", _published("-"),
         'publications.csv:{line}  published: "-" stands for something that is not known. Leave the cell empty where '
         "it is not known, and say why in the note of the row. [placeholder]"),
    case("a rating is not known yet", _rating(rating="TBC"),
         'ratings.csv:{line}  rating: "TBC" stands for something that is not known. Leave the cell empty where it is '
         "not known, and say why in the note of the row. [placeholder]"),
    case("a program wrote that it knew of no value", _pdu(name="undefined"),
         'pdus.csv:{line}  name: "undefined" stands for something that is not known. Leave the cell empty where it is '
         "not known, and say why in the note of the row. [placeholder]"),
    case("a name is deleted", _pdu(name=""),
         "pdus.csv:{line}  name: The cell is empty. Every row must have this: fill it in. [missing-value]"),
    case("a key is deleted",
         lambda copy: copy.change("findings", copy.lines("findings")[1].split(",")[0], finding_id=""),
         "findings.csv:{line}  finding_id: The cell is empty. Every row must have this: fill it in. [missing-value]"),
    case("a rating has a capital too many", _rating(rating="Requires Improvement"),
         'ratings.csv:{line}  rating: "Requires Improvement" has the wrong capitals. Write "Requires improvement". '
         "[wrong-case]"),
    case("a link to another table has a capital", _inspection(pdu_id="Wakefield"),
         'inspections.csv:{line}  pdu_id: "Wakefield" has the wrong capitals. Write "wakefield". [wrong-case]'),
    case("a new identifier has a capital",
         lambda copy: copy.change("figures", "annual-report-2024-figure-05", figure_id="Annual-Report-2024-figure-05"),
         'figures.csv:{line}  figure_id: "Annual-Report-2024-figure-05" has the wrong capitals. Write '
         '"annual-report-2024-figure-05". [wrong-case]'),
    case("a slip is made in a rating", _rating(rating="Requires improvment"),
         'ratings.csv:{line}  rating: "Requires improvment" is not a rating. Use Outstanding, Good, Requires '
         'improvement or Inadequate. Did you mean "Requires improvement"? [not-a-rating]'),
    case("a rating is no rating at all", _rating(rating="Satisfactory"),
         'ratings.csv:{line}  rating: "Satisfactory" is not a rating. Use Outstanding, Good, Requires improvement or '
         "Inadequate. [not-a-rating]"),
    case("an overall rating is misspelt", _inspection(overall="Goood"),
         'inspections.csv:{line}  overall: "Goood" is not a rating. Use Outstanding, Good, Requires improvement, '
         'Inadequate or Not rated. Did you mean "Good"? [not-a-rating]'),
    case("a listed word is misspelt", _rating(basis="sated"),
         'ratings.csv:{line}  basis: "sated" is not one of the words for this column. Use stated, reported, derived or '
         'not available. Did you mean "stated"? [not-in-list]'),
    case("a date lacks its zeros", lambda copy: copy.change("sources", "bbc-birmingham-2022", retrieved="2026-11-3"),
         'sources.csv:{line}  retrieved: "2026-11-3" is not written as dates are here. Write "2026-11-03". Dates are '
         "YYYY-MM-DD. [date-format]"),
    case("a date has a time", _published("2024-10-24 00:00:00"),
         'publications.csv:{line}  published: "2024-10-24 00:00:00" is not written as dates are here. Write '
         '"2024-10-24". Dates are YYYY-MM-DD. [date-format]'),
    case("a date is written in words", _published("24 October 2024"),
         'publications.csv:{line}  published: "24 October 2024" is not written as dates are here. Write "2024-10-24". '
         "Dates are YYYY-MM-DD. [date-format]"),
    case("a date has slashes", _published("2024/10/24"),
         'publications.csv:{line}  published: "2024/10/24" is not written as dates are here. Write "2024-10-24". Dates '
         "are YYYY-MM-DD. [date-format]"),
    case("a date is only a month", _published("2024-10"),
         'publications.csv:{line}  published: "2024-10" is not a whole date. Write the first day of the month or year '
         '(2024-10-01), and "month" or "year" in the column for precision. [partial-date]'),
    case("a date is a month in words", _published("Oct-24"),
         'publications.csv:{line}  published: "Oct-24" is not a whole date. Write the first day of the month or year '
         '(2024-10-01), and "month" or "year" in the column for precision. [partial-date]'),
    case("a day is in no calendar", _published("2024-02-30"),
         'publications.csv:{line}  published: "2024-02-30" is a day that no calendar has. Look the date up, and write '
         "it as YYYY-MM-DD. [impossible-date]"),
    case("a date is a word", _published("last week"),
         'publications.csv:{line}  published: "last week" is not a date. Write it as YYYY-MM-DD, such as 2024-10-24. '
         "Leave the cell empty where it is not known. [not-a-date]"),
    case("a date is before 2001", lambda copy: copy.change("pdus", "salford", closed="1925-04-28"),
         'pdus.csv:{line}  closed: "1925-04-28" is before 2001. Check the year: nothing in these tables is so old. '
         "[date-too-early]"),
    case("a source was read in the future",
         lambda copy: copy.change("sources", "bbc-birmingham-2022", retrieved="2062-11-23"),
         'sources.csv:{line}  retrieved: "2062-11-23" lies after {any}, the latest day for this column. Check the '
         "year: what is known is dated up to today. Only reports may be dated later, up to two years. "
         "[date-in-future]"),
    case("a report is scheduled in a far century", _published("2204-10-24"),
         'publications.csv:{line}  published: "2204-10-24" lies after {any}, the latest day for this column. Check the '
         "year: what is known is dated up to today. Only reports may be dated later, up to two years. "
         "[date-in-future]"),
    case("a date is after the last that the column allows",
         lambda copy: (copy.describe_column("sources", "retrieved", constraints={"maximum": "2026-10-31"}),
             copy.change_column("sources", "retrieved", lambda cells: ["2026-10-01",
             "2026-11-01"] + ["2026-10-01"] * (len(cells) - 2)))[0],
         'sources.csv:3  retrieved: "2026-11-01" is after 2026-10-31. Check the year. [date-too-late]'),
    case("a number has a comma for thousands", _statistic(value="1,200"),
         'statistics.csv:{line}  value: "1,200" is not written as numbers are here. Write 1200: digits only, and a '
         "point before decimals. [number-format]"),
    case("a number has a per cent sign", _statistic(value="6%"),
         'statistics.csv:{line}  value: "6%" is not written as numbers are here. Write 6: digits only, and a point '
         "before decimals. [number-format]"),
    case("a whole number has decimals", _inspection(score="6.0"),
         'inspections.csv:{line}  score: "6.0" is not written as numbers are here. Write 6: digits only, and a point '
         "before decimals. [number-format]"),
    case("a number has zeros before it", _inspection(score="06"),
         'inspections.csv:{line}  score: "06" is not written as numbers are here. Write 6: digits only, and a point '
         "before decimals. [number-format]"),
    case("a number has a plus", _inspection(score="+6"),
         'inspections.csv:{line}  score: "+6" is not written as numbers are here. Write 6: digits only, and a point '
         "before decimals. [number-format]"),
    case("a number is a word", _inspection(score="six"),
         'inspections.csv:{line}  score: "six" is not a number. Write the number alone; words such as "about" go into '
         "a column of their own, or the note. [not-a-number]"),
    case("a number is a range", _statistic(value="5-6"),
         'statistics.csv:{line}  value: "5-6" is not a number. Write the number alone; words such as "about" go into a '
         "column of their own, or the note. [not-a-number]"),
    case("a number has a doubt", _statistic(value="<6"),
         'statistics.csv:{line}  value: "<6" is not a number. Write the number alone; words such as "about" go into a '
         "column of their own, or the note. [not-a-number]"),
    case("a score is a fraction", _inspection(score="6.5"),
         'inspections.csv:{line}  score: "6.5" is not a whole number. Check it: this column counts whole things. '
         "[not-a-whole-number]"),
    case("a number has twenty digits", _statistic(value="6" * 20),
         'statistics.csv:{line}  value: "66666666666666666666" has more digits than a spreadsheet can hold. Check the '
         "number. [number-too-long]"),
    case("a number is below zero", _statistic(value="-6"),
         'statistics.csv:{line}  value: "-6" is less than 0, the least this column allows. Check the number. '
         "[number-too-small]"),
    case("a score is beyond every scale", _inspection(score="61"),
         'inspections.csv:{line}  score: "61" is more than 60, the most this column allows. Check the number. '
         "[number-too-large]"),
    case("Excel writes TRUE", lambda copy: copy.change("programmes", "core-2023", rated="TRUE"),
         'programmes.csv:{line}  rated: "TRUE" is neither yes nor no. Write yes or no, in small letters. '
         "[not-yes-or-no]"),
    case("a yes or no is neither", lambda copy: copy.change("programmes", "core-2023", rated="maybe"),
         'programmes.csv:{line}  rated: "maybe" is neither yes nor no. Write yes or no, in small letters. '
         "[not-yes-or-no]"),
    case("an identifier has blanks",
         lambda copy: copy.change("figures", "annual-report-2024-figure-05", figure_id="figure five"),
         'figures.csv:{line}  figure_id: "figure five" is not written as identifiers are: small letters a to z, digits '
         "and hyphens. Identifiers are page addresses and never change: take care to use the old one. Write "
         '"figure-five". [not-an-id]'),
    case("a council's code has a digit too few",
         lambda copy: copy.change("places", "Wakefield", "local authority", lad_code="E0800036"),
         'places.csv:{line}  lad_code: "E0800036" is not written as this column wants it (Council code). Check each '
         'letter and digit. Others in this column look like "W06000008". [wrong-form]'),
    case("a link is not a safe one",
         lambda copy: copy.change("sources", "bbc-birmingham-2022",
             url="http://www.bbc.co.uk/news/uk-england-62568516"),
         'sources.csv:{line}  url: "http://www.bbc.co.uk/news/uk-england-62568516" begins with http://. Try '
         '"https://www.bbc.co.uk/news/uk-england-62568516" in a browser, and write that if it opens. [insecure-link]'),
    case("a link lacks its beginning",
         lambda copy: copy.change("sources", "bbc-birmingham-2022", url="www.bbc.co.uk/news"),
         'sources.csv:{line}  url: "www.bbc.co.uk/news" is not a link that everybody can open. Copy the address from '
         "the browser: it begins with https:// and has no blanks. [not-a-link]"),
    case("a link runs a program", lambda copy: copy.change("sources", "bbc-birmingham-2022", url="javascript:alert(1)"),
         'sources.csv:{line}  url: "javascript:alert(1)" is not a link that everybody can open. Copy the address from '
         "the browser: it begins with https:// and has no blanks. [not-a-link]"),
    case("a link leads to the machine it is read on",
         lambda copy: copy.change("sources", "bbc-birmingham-2022", url="https://localhost/x"),
         'sources.csv:{line}  url: "https://localhost/x" is not a link that everybody can open. Copy the address from '
         "the browser: it begins with https:// and has no blanks. [not-a-link]"),
    case("a value breaks a demand that has no words of its own",
         lambda copy: (copy.describe_column("regions", "name", constraints={"required": True, "minLength": 6}),
             copy.line("regions", "wales"))[1],
         'regions.csv:{line}  name: "Wales" is not what this column holds (Name). Compare it with the other cells. '
         "[wrong-value]"),
)  # fmt: skip
