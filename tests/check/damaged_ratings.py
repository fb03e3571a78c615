"""Contradictions in inspections, scores and ratings: within a row, between rows, between tables."""

from tests.check.cases import Case, Damage, case
from tests.check.copies import Copy

WAKEFIELD, LINCOLNSHIRE = "wakefield-2024", "east-and-west-lincolnshire-2025"


def inspection(key: str = WAKEFIELD, **cells: str) -> Damage:
    return lambda copy: copy.change("inspections", key, **cells)


def _rating(inspection: str, standard: str, **cells: str) -> Damage:
    return lambda copy: copy.change("ratings", inspection, f"core-2023-pdu-{standard}", **cells)


def _totals(rating: str, **cells: str) -> Damage:
    return lambda copy: copy.change(
        "rating_totals", "annual-report-2024-pdus", "core-2023-pdu-services", rating, **cells
    )


def sorted_alone(claim: str, table: str, column: str) -> Case:
    return case(
        claim,
        lambda copy: copy.change_column(table, column, sorted),
        f"{table}.csv:{{n}}  {column}: In {{n}} of {{n}} rows this column does not fit the rest of its row, here with "
        '"{any}": it was sorted or pasted without the other columns. Take the file back (git restore '
        f"datapackage/{table}.csv), and sort whole rows only. [column-sorted-alone]",
    )


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
    sorted_alone("the PDUs of the inspections are sorted alone", "inspections", "pdu_id"),
    sorted_alone("the dates of the inspections are sorted alone", "inspections", "published"),
    sorted_alone("the scores are sorted alone", "inspections", "score"),
    sorted_alone("the overall ratings are sorted alone", "inspections", "overall"),
    sorted_alone("the ratings are sorted alone", "ratings", "rating"),
    sorted_alone("the standards of the ratings are sorted alone", "ratings", "standard_id"),
    case("an inspection is of another PDU than its identifier says", inspection(pdu_id="kirklees"),
         'inspections.csv:{line}  warning: pdu_id: "kirklees" does not fit the identifier of the row, '
         '"wakefield-2024". Check that the row belongs together; identifiers never change. If it is right, accept it. '
         "[id-disagrees]"),
    case("an inspection of a PDU names a region", inspection(pdu_id="", region_id="yorkshire-and-the-humber"),
         'inspections.csv:{line}  pdu_id: The kind of area is "pdu", which needs pdu_id and nothing else. Fill the '
         "cell that is wanted, and empty the other. [wrong-area]"),
    case("an inspection of a PDU names a region as well", inspection(region_id="yorkshire-and-the-humber"),
         'inspections.csv:{line}  region_id: The kind of area is "pdu", which needs pdu_id and nothing else. Fill the '
         "cell that is wanted, and empty the other. [wrong-area]"),
    case("a national inspection names a region", inspection("national-2025", region_id="wales"),
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
    case("a rated inspection is not rated", inspection(LINCOLNSHIRE, overall="Not rated"),
         'inspections.csv:{line}  overall: The overall rating is "Not rated", and the programme "core-2023" gives '
         'ratings. Write "Not rated" for a programme without ratings, and a rating for any other. '
         "[not-rated-mistaken]"),
    case("an unrated inspection is rated", inspection("south-central-2026", overall="Good"),
         'inspections.csv:{line}  overall: The overall rating is "Good", and the programme "public-protection-2025" '
         'does not give ratings. Write "Not rated" for a programme without ratings, and a rating for any other. '
         "[not-rated-mistaken]"),
    case("a score does not say how it is known", inspection(score_basis=""),
         "inspections.csv:{line}  score: A score and the word for how it is known go together; here only score is "
         "filled. Fill both or neither; score_basis is stated or derived. [score-without-basis]"),
    case("a score is not the sum of its ratings", inspection(LINCOLNSHIRE, score="3"),
         "inspections.csv:{line}  score: The score is 3, and the points of the ratings add up to 2. Check the ratings "
         "of this inspection, then the score. [score-not-sum]"),
    case("a rating is not the one that the score counts", _rating(LINCOLNSHIRE, "planning", rating="Good"),
         "inspections.csv:<inspections east-and-west-lincolnshire-2025>  score: The score is 2, and the points of the "
         "ratings add up to 4. Check the ratings of this inspection, then the score. [score-not-sum]"),
    case("a score is more than the ratings allow", inspection(score="20"),
         "inspections.csv:{line}  score: The score is 20, and the ratings that are known allow only 1 to 16. Check the "
         "ratings of this inspection, then the score. [score-impossible]"),
    case("an overall rating is not the one of its score", inspection(overall="Good"),
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
    case("a report is withdrawn without a reason", inspection(status="withdrawn", status_on="2025-01-15"),
         "inspections.csv:{line}  status_reason: The report is withdrawn, and this does not say since when, or why. "
         "Fill it; or write published in `status`, if the report stands. [status-unexplained]"),
    case("a report that stands has the day of an appeal", inspection(status_on="2025-01-15"),
         'inspections.csv:{line}  status_on: "2025-01-15" stands beside a report that is published: nothing became of '
         "it that has a day or a reason. Empty this cell, or write in `status` what became of the report. "
         "[status-without-cause]"),
    case("a report came out in a year after its last possible day", inspection("dorset-2023", latest="2022-12-31"),
         'inspections.csv:{line}  latest: "2022-12-31" leaves no room for 2023-01-01 (year), the date of publication. '
         "Correct the bound, the date, or how exactly the date is known. [bound-beyond-date]"),
    case("two bands of scores overlap", lambda copy: copy.change("score_bands", "core-2023", "pdu", "1", score_to="4"),
         'score_bands.csv:<score_bands core-2023/pdu/4>  score_from: "4" lies within the band of line <score_bands '
         "core-2023/pdu/1>. Bands may not overlap: correct one of the two. [bands-overlap]"),
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
         "Check the number and the dates, and whether an inspection is lacking. A report that was withdrawn stays: "
         "new withdrawal. [set-of-other-size]"),
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
    case("a date does not say how exact it is", inspection(published_precision=""),
         "inspections.csv:{line}  published_precision: A date and the word for how exactly it is known go together; "
         "here only published is filled. Fill both or neither; the word is day, month or year. "
         "[date-without-precision]"),
    case("the report of an inspection is deleted",
         lambda copy: (copy.drop("publications", "wakefield-2024-report"), copy.line("inspections", WAKEFIELD))[1],
         'inspections.csv:{line}  "wakefield-2024" has no row in publications.csv. Add its report there, with this '
         "inspection_id. [inspection-without-publication]"),
    case("a programme counts its standards wrongly",
         lambda copy: copy.change("programmes", "core-2023", pdu_standards="8", pdu_max_score="24"),
         "programmes.csv:{line}  pdu_standards: The programme is said to have 8 standards for PDUs, and standards.csv "
         "has 7. Check both. [standards-miscounted]"),
    case("a programme's highest score is not three times its standards",
         lambda copy: copy.change("programmes", "core-2023", pdu_max_score="20"),
         "programmes.csv:{line}  pdu_max_score: The highest score is said to be 20, and the standards can reach 21. "
         "Check it. [highest-score-wrong]"),
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
