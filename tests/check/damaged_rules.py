"""Contradictions in areas, places, publications and programmes, and in what is said of the tables."""

from tests.check.cases import Damage, case
from tests.check.copies import Copy
from tests.check.damaged_ratings import WAKEFIELD, inspection, sorted_alone


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


CASES = (
    sorted_alone("the names of the PDUs are sorted alone", "pdus", "name"),
    sorted_alone("the dates of the publications are sorted alone", "publications", "published"),
    sorted_alone("the titles of the publications are sorted alone", "publications", "title"),
    case("a PDU bears a name that its identifier never had",
         lambda copy: copy.change("pdus", "wakefield", name="Pontefract"),
         'pdus.csv:{line}  warning: name: "Pontefract" does not fit the identifier of the row, "wakefield". Check that '
         "the row belongs together; identifiers never change. If it is right, accept it. [id-disagrees]"),
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
    case("a PDU is left without its places",
         lambda copy: copy.change_column(
             "places", "pdu_id", lambda cells: ["kirklees" if cell == "wakefield" else cell for cell in cells]),
         'pdus.csv:<pdus wakefield>  warning: "wakefield" is open, and no row of places.csv is served by it. Add the '
         "places it serves, or the day on which it closed. [pdu-without-place]"),
    case("a PDU closed before it opened", lambda copy: copy.change("pdus", "salford", opened="2025-05-01"),
         'pdus.csv:{line}  closed: "2025-04-28" comes before "2025-05-01", where it begins. Check both. '
         "[range-turned-round]"),
    case("a month's date names a day", lambda copy: copy.change("programmes", "core-2023", ended="2025-10-15"),
         'programmes.csv:{line}  ended: "2025-10-15" names more than the month that is known. Write the first day of '
         "the month. [day-beyond-precision]"),
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
    case("a note says whom to call", inspection(note="Ask Jo on 0161 496 0000 (synthetic)."),
         'inspections.csv:{line}  note: The text holds "0161 496 0000". Take it out: everything in the tables is '
         "published. [personal-detail]"),
    case("a note names an e-mail address", inspection(note="From js@inspectorate.example."),
         'inspections.csv:{line}  note: The text holds "js@inspectorate.example". Take it out: everything in the '
         "tables is published. [personal-detail]"),
    case("a note was pasted from a PDF", inspection(note="Sta\ufb00 left."),
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
)  # fmt: skip
