"""Contradictions: within a row, between rows, between tables."""

from tests.check.cases import Damage, case
from tests.check.copies import Copy

WAKEFIELD, LINCOLNSHIRE = "wakefield-2024", "east-and-west-lincolnshire-2025"


def _inspection(key: str = WAKEFIELD, **cells: str) -> Damage:
    return lambda copy: copy.change("inspections", key, **cells)


def _rating(inspection: str, standard: str, **cells: str) -> Damage:
    return lambda copy: copy.change("ratings", inspection, f"core-2023-pdu-{standard}", **cells)


def _totals(rating: str, **cells: str) -> Damage:
    return lambda copy: copy.change(
        "rating_totals", "annual-report-2024-pdus", "core-2023-pdu-services", rating, **cells
    )


def _sorted_alone(table: str, column: str) -> Damage:
    return lambda copy: copy.change_column(table, column, sorted)


def _twice(copy: Copy) -> int:
    line = copy.append("inspections", **(copy.row("inspections", WAKEFIELD) | {"inspection_id": "wakefield-oct-2024"}))
    for row in [copy.row("ratings", WAKEFIELD, standard) for standard in _standards(copy)]:
        copy.append("ratings", **(row | {"inspection_id": "wakefield-oct-2024"}))
    report = copy.row("publications", "wakefield-2024-report")
    copy.append(
        "publications",
        **(report | {"publication_id": "wakefield-oct-2024-report", "inspection_id": "wakefield-oct-2024"}),
    )
    return line


def _standards(copy: Copy) -> list[str]:
    return [line.split(",")[0] for line in copy.lines("standards") if line.startswith("core-2023-pdu-")]


def _unrated(copy: Copy) -> int:
    for standard in _standards(copy):
        copy.drop("ratings", WAKEFIELD, standard)
    return copy.line("inspections", WAKEFIELD)


def _rating_dropped(copy: Copy) -> int:
    copy.drop("ratings", WAKEFIELD, "core-2023-pdu-services")
    return copy.line("inspections", WAKEFIELD)


def _dates(published: str) -> Damage:
    def damage(copy: Copy) -> int:
        copy.change("publications", "wakefield-2024-report", published=published)
        return copy.change("inspections", WAKEFIELD, published=published)

    return damage


def _programme_over(copy: Copy) -> int:
    copy.change("programmes", "core-2023", ended="2024-05-01")
    return copy.line("inspections", "east-and-west-lincolnshire-2025")


def _region_first(copy: Copy) -> int:
    copy.change("publications", "kent-surrey-and-sussex-2024-report", published="2024-01-09")
    return copy.change("inspections", "kent-surrey-and-sussex-2024", published="2024-01-09")


def _circle(copy: Copy) -> int:
    copy.append(
        "pdu_changes",
        **(copy.row("pdu_changes", "salford") | {"pdu_id": "salford-and-trafford", "successor_id": "salford"}),
    )
    return copy.line("pdu_changes", "salford")


def _correction(**cells: str) -> Damage:
    row = {
        "correction_id": "one", "corrected_on": "2026-11-20", "table": "ratings", "was": "Good", "now": "",
        "reason": "A slip.",
    }  # fmt: skip
    return lambda copy: copy.append("corrections", **(row | cells))


def _acknowledge(check: str, key: str = "") -> Damage:
    row = {
        "check": check,
        "file": "inspections.csv",
        "row_key": key,
        "reason": "Looked up.",
        "acknowledged_on": "2026-11-24",
    }
    return lambda copy: copy.append("acknowledgements", **row)


def _half_of_the_line(copy: Copy) -> int:
    return copy.append("places", **(copy.row("places", "Wakefield", "local authority") | {"pdu_id": "kirklees"}))


def _all_good_and_outstanding(copy: Copy) -> int:
    """A new inspection, so that no published total counts it."""
    line = copy.append(
        "inspections",
        **(
            copy.row("inspections", WAKEFIELD)
            | {"inspection_id": "wakefield-2026", "published": "2026-01-15"}
            | {"overall": "Outstanding", "score": "14"}
        ),
    )
    report = copy.row("publications", "wakefield-2024-report")
    copy.append(
        "publications",
        **(
            report
            | {"publication_id": "wakefield-2026-report", "published": "2026-01-15"}
            | {"inspection_id": "wakefield-2026"}
        ),
    )
    for row in [copy.row("ratings", WAKEFIELD, standard) for standard in _standards(copy)]:
        good = {"inspection_id": "wakefield-2026", "rating": "Good", "basis": "stated", "absence": "", "possible": ""}
        copy.append("ratings", **(row | good))
    return line


CASES = (
    case("the names of the PDUs are sorted alone", _sorted_alone("pdus", "name"),
         'pdus.csv:{n}  name: In {n} of {n} rows this column does not fit the rest of its row, here with "{any}": it '
         "was sorted or pasted without the other columns. Take the file back (git restore datapackage/pdus.csv), and "
         "sort whole rows only. [column-sorted-alone]"),
    case("the PDUs of the inspections are sorted alone", _sorted_alone("inspections", "pdu_id"),
         "inspections.csv:{n}  pdu_id: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/inspections.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the dates of the inspections are sorted alone", _sorted_alone("inspections", "published"),
         "inspections.csv:{n}  published: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/inspections.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the dates of the publications are sorted alone", _sorted_alone("publications", "published"),
         "publications.csv:{n}  published: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/publications.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the titles of the publications are sorted alone", _sorted_alone("publications", "title"),
         "publications.csv:{n}  title: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/publications.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the scores are sorted alone", _sorted_alone("inspections", "score"),
         "inspections.csv:{n}  score: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/inspections.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the overall ratings are sorted alone", _sorted_alone("inspections", "overall"),
         "inspections.csv:{n}  overall: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/inspections.csv), and sort whole rows only. [column-sorted-alone]"),
    case("the ratings are sorted alone", _sorted_alone("ratings", "rating"),
         'ratings.csv:{n}  rating: In {n} of {n} rows this column does not fit the rest of its row, here with "{any}": '
         "it was sorted or pasted without the other columns. Take the file back (git restore datapackage/ratings.csv), "
         "and sort whole rows only. [column-sorted-alone]"),
    case("the standards of the ratings are sorted alone", _sorted_alone("ratings", "standard_id"),
         "ratings.csv:{n}  standard_id: In {n} of {n} rows this column does not fit the rest of its row, here with "
         '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
         "datapackage/ratings.csv), and sort whole rows only. [column-sorted-alone]"),
    case("a PDU bears a name that its identifier never had",
         lambda copy: copy.change("pdus", "wakefield", name="Pontefract"),
         'pdus.csv:{line}  warning: name: "Pontefract" does not fit the identifier of the row, "wakefield". Check that '
         "the row belongs together; identifiers never change. If it is right, accept it. [id-disagrees]"),
    case("an inspection is of another PDU than its identifier says", _inspection(pdu_id="kirklees"),
         'inspections.csv:{line}  warning: pdu_id: "kirklees" does not fit the identifier of the row, '
         '"wakefield-2024". Check that the row belongs together; identifiers never change. If it is right, accept it. '
         "[id-disagrees]"),
    case("an inspection of a PDU names a region", _inspection(pdu_id="", region_id="yorkshire-and-the-humber"),
         'inspections.csv:{line}  pdu_id: The kind of area is "pdu", which needs pdu_id and nothing else. Fill the '
         "cell that is wanted, and empty the other. [wrong-area]"),
    case("an inspection of a PDU names a region as well", _inspection(region_id="yorkshire-and-the-humber"),
         'inspections.csv:{line}  region_id: The kind of area is "pdu", which needs pdu_id and nothing else. Fill the '
         "cell that is wanted, and empty the other. [wrong-area]"),
    case("a national inspection names a region", _inspection("national-2025", region_id="wales"),
         'inspections.csv:{line}  region_id: The kind of area is "national", which needs no identifier of an area. '
         "Fill the cell that is wanted, and empty the other. [wrong-area]"),
    case("an inspection is entered twice", _twice,
         'inspections.csv:{line}  This inspection has the area, the programme and the date of "wakefield-2024" in line '
         "<inspections wakefield-2024>: it was entered twice. Delete the row that is wrong, and move what belongs to "
         "it. [inspection-twice]"),
    case("an inspection is older than its programme", _dates("2023-10-24"),
         'inspections.csv:{line}  published: "2023-10-24" is before the programme "core-2023" began (2023-11-01). '
         "Check the date and the programme. [before-programme]"),
    case("a report comes out long after its programme", _programme_over,
         'inspections.csv:{line}  warning: published: "2025-06-12" is more than a year after the programme "core-2023" '
         "paused (2024-05-31). Name the programme that gave the ratings; a new one is entered first. If this one went "
         "on, put its end right. If all is right, accept it. [after-programme]"),
    case("a region's report is older than that of its PDUs", _region_first,
         'inspections.csv:{line}  warning: published: The region\'s report is dated "2024-01-09", before that of its '
         'PDU in "west-kent-2024" (2024-03-21). A region is reported on after its PDUs: check both dates. If they are '
         "right, accept it. [region-before-pdus]"),
    case("a rated inspection is not rated", _inspection(LINCOLNSHIRE, overall="Not rated"),
         'inspections.csv:{line}  overall: The overall rating is "Not rated", and the programme "core-2023" gives '
         'ratings. Write "Not rated" for a programme without ratings, and a rating for any other. '
         "[not-rated-mistaken]"),
    case("an unrated inspection is rated", _inspection("south-central-2026", overall="Good"),
         'inspections.csv:{line}  overall: The overall rating is "Good", and the programme "public-protection-2025" '
         'does not give ratings. Write "Not rated" for a programme without ratings, and a rating for any other. '
         "[not-rated-mistaken]"),
    case("a score does not say how it is known", _inspection(score_basis=""),
         "inspections.csv:{line}  score: A score and the word for how it is known go together; here only score is "
         "filled. Fill both or neither; score_basis is stated or derived. [score-without-basis]"),
    case("a score is not the sum of its ratings", _inspection(LINCOLNSHIRE, score="3"),
         "inspections.csv:{line}  score: The score is 3, and the points of the ratings add up to 2. Check the ratings "
         "of this inspection, then the score. [score-not-sum]"),
    case("a rating is not the one that the score counts", _rating(LINCOLNSHIRE, "planning", rating="Good"),
         "inspections.csv:<inspections east-and-west-lincolnshire-2025>  score: The score is 2, and the points of the "
         "ratings add up to 4. Check the ratings of this inspection, then the score. [score-not-sum]"),
    case("a score is more than the ratings allow", _inspection(score="20"),
         "inspections.csv:{line}  score: The score is 20, and the ratings that are known allow only 1 to 16. Check the "
         "ratings of this inspection, then the score. [score-impossible]"),
    case("an overall rating is not the one of its score", _inspection(overall="Good"),
         'inspections.csv:{line}  overall: The overall rating is "Good", and a score of 6 gives Requires improvement. '
         "Check the score and the overall rating. [overall-not-score]"),
    case("an inspection has lost all its ratings", _unrated,
         'inspections.csv:{line}  "wakefield-2024" has no ratings: ratings.csv needs 7 rows for it, one for each '
         'standard. Add them; where a rating is not known, its cell is empty and its basis is "not available". '
         "[ratings-missing]"),
    case("one rating is deleted", _rating_dropped,
         'inspections.csv:{line}  "wakefield-2024" has no row in ratings.csv for the standard '
         '"core-2023-pdu-services". Add it; where the rating is not known, its cell is empty and its basis is "not '
         'available". [rating-missing]'),
    case("a rating is for a standard of another programme",
         lambda copy: copy.append("ratings", inspection_id=WAKEFIELD, standard_id="pdu-2021-pdu-staff", rating="Good",
             basis="stated", source_id="annual-report-2024"),
         'ratings.csv:{line}  standard_id: "pdu-2021-pdu-staff" is not a standard of the programme "core-2023" for '
         "this kind of area (pdu). Use the standard of the same name that belongs to it. [rating-of-other-programme]"),
    case("a rating is there and said not to be", _rating(WAKEFIELD, "services", basis="not available"),
         'ratings.csv:{line}  rating: There is a rating, "Requires improvement", and its basis is "not available". '
         "Write stated or derived if the rating is known, or empty its cell if it is not. [rating-not-available]"),
    case("a rating is empty and said to be reported", _rating(LINCOLNSHIRE, "services", rating=""),
         'ratings.csv:{line}  rating: The basis is "reported", and the rating is empty. Fill the rating in, or write '
         '"not available" as its basis. [rating-without-value]'),
    case("a derived rating does not say from what", _rating(WAKEFIELD, "services", note=""),
         "ratings.csv:{line}  note: The rating is derived, and the note is empty. Write in the note from what the "
         "rating follows. [derived-without-note]"),
    case("a missing rating does not say why", _rating(WAKEFIELD, "leadership", absence=""),
         "ratings.csv:{line}  absence: The rating is not available, and nothing says why. Choose the reason from the "
         "list of this column. [absence-without-reason]"),
    case("a rating that is there says why it is missing", _rating(WAKEFIELD, "services", absence="dots unreadable"),
         'ratings.csv:{line}  absence: "dots unreadable" says why a rating is missing, and its basis says that there '
         "is one. Empty this cell, or correct the basis. [reason-without-absence]"),
    case("a finding is of an inspection and of a publication",
         lambda copy: copy.change("findings", "annual-report-2024-committed-staff", inspection_id=WAKEFIELD),
         "findings.csv:{line}  inspection_id: Of inspection_id and publication_id both are filled. Fill exactly one: "
         "the other stays empty. [not-exactly-one]"),
    case("a quotation is a page",
         lambda copy: copy.change("findings", "annual-report-2024-committed-staff", quote="many words " * 20 + "more"),
         "findings.csv:{line}  quote: The quotation has 41 words; at most 40 are quoted. Leave words out, and mark "
         "each gap with […]. [quotation-too-long]"),
    case("a document has the front page of a site for its address",
         lambda copy: copy.change("sources", "annual-report-2024", url="https://source.example/"),
         'sources.csv:{line}  url: "https://source.example/" is the front page of a site, not the document. Write the '
         "address of the document, or of a page about it, or leave the cell empty. [front-page]"),
    case("an address without its kind", lambda copy: copy.change("publications", "annual-report-2024", url_kind=""),
         "publications.csv:{line}  url_kind: This is empty, and `url` beside it is filled: they say one fact together. "
         "Fill this cell, or empty the other. [half-told]"),
    case("a programme has an end, and no kind of end", lambda copy: copy.change("programmes", "core-2023", end_kind=""),
         "programmes.csv:{line}  end_kind: This is empty, and `ended` beside it is filled: they say one fact together. "
         "Fill this cell, or empty the other. [half-told]"),
    case("a programme has a kind of end, and no end",
         lambda copy: copy.change("programmes", "core-2023", ended="", ended_precision=""),
         "programmes.csv:{line}  ended: This is empty, and `end_kind` beside it is filled: they say one fact together. "
         "Fill this cell, or empty the other. [half-told]"),
    case("a report is withdrawn without a reason", _inspection(status="withdrawn", status_on="2025-01-15"),
         "inspections.csv:{line}  status_reason: The report is withdrawn, and this does not say since when, or why. "
         "Fill it; or write published in `status`, if the report stands. [status-unexplained]"),
    case("a report that stands has the day of an appeal", _inspection(status_on="2025-01-15"),
         'inspections.csv:{line}  status_on: "2025-01-15" stands beside a report that is published: nothing became of '
         "it that has a day or a reason. Empty this cell, or write in `status` what became of the report. "
         "[status-without-cause]"),
    case("a report came out in a year after its last possible day", _inspection("dorset-2023", latest="2022-12-31"),
         'inspections.csv:{line}  latest: "2022-12-31" leaves no room for 2023-01-01 (year), the date of publication. '
         "Correct the bound, the date, or how exactly the date is known. [bound-beyond-date]"),
    case("a PDU is left without its places",
         lambda copy: copy.change_column(
             "places", "pdu_id", lambda cells: ["kirklees" if cell == "wakefield" else cell for cell in cells]),
         'pdus.csv:<pdus wakefield>  warning: "wakefield" is open, and no row of places.csv is served by it. Add the '
         "places it serves, or the day on which it closed. [pdu-without-place]"),
    case("two bands of scores overlap", lambda copy: copy.change("score_bands", "core-2023", "pdu", "1", score_to="4"),
         'score_bands.csv:<score_bands core-2023/pdu/4>  score_from: "4" lies within the band of line <score_bands '
         "core-2023/pdu/1>. Bands may not overlap: correct one of the two. [bands-overlap]"),
    case("a PDU closed before it opened", lambda copy: copy.change("pdus", "salford", opened="2025-05-01"),
         'pdus.csv:{line}  closed: "2025-04-28" comes before "2025-05-01", where it begins. Check both. '
         "[range-turned-round]"),
    case("a band ends before it begins", lambda copy: copy.change("score_bands", "core-2023", "pdu", "4", score_to="2"),
         'score_bands.csv:{line}  score_to: "2" comes before "4", where it begins. Check both. [range-turned-round]'),
    case("a range of values is turned round", lambda copy: copy.change("statistics", "score-wakefield", value_to="5"),
         'statistics.csv:{line}  value_to: "5" comes before "6", where it begins. Check both. [range-turned-round]'),
    case("one row of a set names another end", _totals("Good", published_to="2024-11-30"),
         'rating_totals.csv:{line}  published_to: "2024-11-30" is not what line 2 says of the same set. All rows of a '
         "set name one programme, two dates and one number. [set-not-alike]"),
    case("a set holds another number of inspections than it says",
         lambda copy: copy.change_column("rating_totals", "inspections", lambda cells: ["25"
             if cell == "24" else cell for cell in cells]),
         "rating_totals.csv:{line}  inspections: The set is said to hold 25 inspections, and 24 lie within its dates. "
         "Check the number and the dates, and whether an inspection is lacking. [set-of-other-size]"),
    case("the totals of a standard are too many", _totals("Good", count="3"),
         "rating_totals.csv:<rating_totals annual-report-2024-pdus/core-2023-pdu-services/Inadequate>  count: The "
         'numbers for "core-2023-pdu-services" add up to 27, and the set holds 24 inspections. Check the four numbers. '
         "[totals-not-sum]"),
    case("two totals have changed places",
         lambda copy: (copy.change("rating_totals", "annual-report-2024-pdus", "core-2023-pdu-services",
             "Requires improvement", count="0"), _totals("Good", count="24")(copy))[0],
         "rating_totals.csv:<rating_totals annual-report-2024-pdus/core-2023-pdu-services/Requires improvement>  "
         'count: Requires improvement is said to be given 0 times for "core-2023-pdu-services", and ratings.csv has it '
         "24 times. Check the number and the ratings. [totals-disagree]"),
    case("a date does not say how exact it is", _inspection(published_precision=""),
         "inspections.csv:{line}  published_precision: A date and the word for how exactly it is known go together; "
         "here only published is filled. Fill both or neither; the word is day, month or year. "
         "[date-without-precision]"),
    case("a month's date names a day", lambda copy: copy.change("programmes", "core-2023", ended="2025-10-15"),
         'programmes.csv:{line}  ended: "2025-10-15" names more than the month that is known. Write the first day of '
         "the month. [day-beyond-precision]"),
    case("the report of an inspection is deleted",
         lambda copy: (copy.drop("publications", "wakefield-2024-report"), copy.line("inspections", WAKEFIELD))[1],
         'inspections.csv:{line}  "wakefield-2024" has no row in publications.csv. Add its report there, with this '
         "inspection_id. [inspection-without-publication]"),
    case("a report does not name its inspection",
         lambda copy: copy.append("publications", publication_id="leeds-2026-report", type="PDU inspection report",
             title="Leeds", published="2026-05-01", published_precision="month", source_id="annual-report-2024"),
         "publications.csv:{line}  inspection_id: The report of an inspection does not say of which. Write the "
         "inspection's identifier, from inspections.csv. [report-without-inspection]"),
    case("a PDU's report is said to be a region's",
         lambda copy: copy.change("publications", "wakefield-2024-report", type="Regional inspection report"),
         'publications.csv:{line}  type: "Regional inspection report" does not fit its inspection, which is of the '
         'kind "pdu". Check the type and the inspection_id. [report-of-other-kind]'),
    case("a report has another date than its inspection",
         lambda copy: copy.change("publications", "wakefield-2024-report", published="2024-10-25"),
         'publications.csv:{line}  published: "2024-10-25" is not the date that inspections.csv gives the same report '
         "in line <inspections wakefield-2024>: 2024-10-24 (day). Write the same date and precision in both tables. "
         "[dates-disagree]"),
    case("a correction names a row that is not there", _correction(row_key="wakefield-2024/nothing", column="rating"),
         'corrections.csv:{line}  warning: row_key: "wakefield-2024/nothing" is not a row of ratings.csv. Check it. If '
         "the row was taken out on purpose, accept it. [correction-of-nothing]"),
    case("a correction names a column that is not there",
         _correction(row_key="wakefield-2024/core-2023-pdu-services", column="grade"),
         'corrections.csv:{line}  warning: column: "grade" is not a column of ratings.csv. Check it. If the column was '
         "taken out on purpose, accept it. [correction-of-nothing]"),
    case("a PDU is closed and nothing says what followed",
         lambda copy: copy.change("pdus", "wakefield", closed="2026-01-31"),
         "pdus.csv:{line}  closed: The PDU is closed, and pdu_changes.csv does not say what followed it. Add its row "
         "there, or empty the cell. [closed-without-change]"),
    case("a renamed PDU is followed by another",
         lambda copy: copy.append("pdu_changes", pdu_id="wakefield", change="renamed", successor_id="kirklees",
             as_at="2026-01-31", as_at_precision="day", dating="first seen", source_id="moj-pdu-list-2023"),
         'pdu_changes.csv:{line}  successor_id: "wakefield" was renamed and is followed by "kirklees". A PDU that was '
         'renamed or moved keeps its identifier: write "wakefield". [renamed-to-another]'),
    case("a split PDU follows itself",
         lambda copy: copy.append("pdu_changes", pdu_id="wakefield", change="split", successor_id="wakefield",
             as_at="2026-01-31", as_at_precision="day", dating="first seen", source_id="moj-pdu-list-2023"),
         'pdu_changes.csv:{line}  successor_id: "wakefield" is said to follow itself. Write the PDU that followed it. '
         "[follows-itself]"),
    case("two PDUs follow each other", _circle,
         'pdu_changes.csv:{line}  successor_id: "salford" is followed by "salford-and-trafford", which leads back to '
         "it. Check which of the PDUs came first. [change-circle]"),
    case("two PDUs serve the whole of one place", _half_of_the_line,
         'places.csv:{line}  pdu_id: The place is served whole by "wakefield" (line <places Wakefield/local '
         'authority>), and here by "kirklees" as well. Write "part" for both, or delete the one that is wrong. '
         "[whole-place-twice]"),
    case("two councils have one code",
         lambda copy: copy.change("places", "Wakefield", "local authority", lad_code="E08000034"),
         'places.csv:{line}  lad_code: "E08000034" is the code of "Kirklees" in line <places Kirklees/local '
         "authority>. Check the code and the place. [code-of-two-places]"),
    case("a programme counts its standards wrongly",
         lambda copy: copy.change("programmes", "core-2023", pdu_standards="8", pdu_max_score="24"),
         "programmes.csv:{line}  pdu_standards: The programme is said to have 8 standards for PDUs, and standards.csv "
         "has 7. Check both. [standards-miscounted]"),
    case("a programme's highest score is not three times its standards",
         lambda copy: copy.change("programmes", "core-2023", pdu_max_score="20"),
         "programmes.csv:{line}  pdu_max_score: The highest score is said to be 20, and the standards can reach 21. "
         "Check it. [highest-score-wrong]"),
    case("a place is written in two ways",
         lambda copy: copy.append("places", **(copy.row("places", "Stockton-on-Tees", "local authority")
             | {"place": "Stockton on Tees"})),
         'places.csv:{line}  place: "Stockton on Tees" and "Stockton-on-Tees" (line <places Stockton-on-Tees/local '
         "authority>) are one name, written in two ways. Write it in one way. [spelt-two-ways]"),
    case("a PDU's present name is entered as another name",
         lambda copy: copy.append("pdu_names", pdu_id="wakefield", name="WAKEFIELD", language="en", is_former="no",
             used_by="Nobody", source_id="moj-pdu-list-2023"),
         'pdu_names.csv:{line}  name: "WAKEFIELD" is the PDU\'s name as it stands in pdus.csv, "Wakefield". Delete '
         "this row: only other names belong here. [name-once-more]"),
    case("an acknowledgement names no kind of problem", _acknowledge("region-before-pdu", "wales-core-2023"),
         'acknowledgements.csv:{line}  check: "region-before-pdu" is not a kind of problem. Copy the name from the '
         'message. Did you mean "region-before-pdus"? [unknown-check]'),
    case("an acknowledgement accepts what stops the publication", _acknowledge("score-not-sum", WAKEFIELD),
         'acknowledgements.csv:{line}  check: "score-not-sum" stops the publication, and cannot be accepted. Mend the '
         "problem itself, and delete this row. [not-acceptable]"),
    case("an acknowledged warning is no longer there", _acknowledge("region-before-pdus", "wales-core-2023"),
         "acknowledgements.csv:{line}  warning: check: This accepts a warning that is no longer there: "
         '"region-before-pdus" in inspections.csv. Delete this row. [stale-acknowledgement]'),
    case("an address was copied from an e-mail",
         lambda copy: copy.change("sources", "bbc-birmingham-2022",
             url="https://gbr01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpage.example%2Fx&data=05%7Cjs"),
         "sources.csv:{line}  url: This address was wrapped by a mail program or a search engine, and may name who "
         'received it. Write "https://page.example/x", if it opens. [wrapped-link]'),
    case("an address leads into a shared folder",
         lambda copy: copy.change("sources", "bbc-birmingham-2022", url="https://hmip.sharepoint.com/x"),
         'sources.csv:{line}  url: "https://hmip.sharepoint.com/x" leads to a draft, to a shared folder, or through a '
         "service that shortens addresses. Write the address of the published page. [link-for-few]"),
    case("a note says whom to call", _inspection(note="Ask Jo on 0161 496 0000 (synthetic)."),
         'inspections.csv:{line}  note: The text holds "0161 496 0000". Take it out: everything in the tables is '
         "published. [personal-detail]"),
    case("a note names an e-mail address", _inspection(note="From js@inspectorate.example."),
         'inspections.csv:{line}  note: The text holds "js@inspectorate.example". Take it out: everything in the '
         "tables is published. [personal-detail]"),
    case("a note was pasted from a PDF", _inspection(note="Sta\ufb00 left."),
         'inspections.csv:{line}  note: "Staﬀ left." holds two letters as one sign, as a PDF prints them. Write "Staff '
         'left.". [ligature]'),
    case("a publication is entered under two identifiers",
         lambda copy: copy.append("publications", **(copy.row("publications", "approved-premises-insight-2023")
             | {"publication_id": "once-more"})),
         'publications.csv:{line}  title: "{any}" stands in line {n} as well, with the same type, date and address. '
         "Delete one of the two. [publication-twice]"),
    case("a place is left with a PDU that closed",
         lambda copy: copy.append("places", **(copy.row("places", "Adur", "local authority") | {"place": "Nowhere",
             "lad_code": "", "code_source_id": "", "pdu_id": "salford", "extent": "part"})),
         'places.csv:{line}  warning: pdu_id: "salford" closed on {any}, and the place is still said to be served by '
         "it. Write the PDU that serves the place now. [place-of-closed]"),
    case("an inspection is of a PDU that closed long before",
         lambda copy: (copy.change("pdus", "wakefield", closed="2023-01-01") and ((copy.append("pdu_changes",
             **(copy.row("pdu_changes", "salford") | {"pdu_id": "wakefield"})) and copy.write("places",
             [line for line in copy.lines("places") if ",wakefield," not in line])) or copy.line("inspections",
             WAKEFIELD))),
         'inspections.csv:{line}  pdu_id: "wakefield" closed on 2023-01-01, more than a year before this report. Name '
         "the PDU that followed it. [inspection-of-closed]"),
    case("an overall rating is better than all of its standards", _all_good_and_outstanding,
         'inspections.csv:{line}  overall: "Outstanding" is better than every rating of the inspection\'s standards. '
         "Check the overall rating and those of the standards. [overall-beyond-standards]"),
)  # fmt: skip
