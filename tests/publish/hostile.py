"""A whole package in which every text column, translation and title can be made to hold what somebody typed."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from build_site import ratings_as_typed, typed_like_a_mistake
from ratings_site.check.report import render_page_of_problems
from ratings_site.model import wording
from ratings_site.model.tables import Tables
from ratings_site.model.wording import GAP
from ratings_site.pages.frame import frame_words
from ratings_site.publish.guards import looks_left_over
from ratings_site.publish.site import publish
from ratings_site.publish.supply import render_supply
from ratings_site.site import render_whole_site
from tests.builders import (
    Row,
    a_figure,
    a_grade,
    a_package,
    a_pdu,
    a_publication,
    a_rating_total,
    a_region,
    a_regional_inspection,
    a_source,
    a_statistic,
    an_inspection,
    ratings_of,
)
from tests.find.catalogues import write_catalogue
from tests.publish.projects import DAY, ROOT, a_project
from tools.messages import messages

SITE = "https://ratings.example/"
HAND_WRITTEN = ("about", "best-practices", "policy")

PAYLOADS = (
    "<script>window.X=1</script>", "<img src=x onerror=window.X=1>", "<svg onload=window.X=1><g/></svg>",
    "</title><meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    '"><meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    "<base href=https://elsewhere.example/>", "<meta name=robots content=noindex>",
    "<link rel=stylesheet href=https://elsewhere.example/a.css>",
    "<style>@import 'https://elsewhere.example/a.css';</style>", '" onmouseover="window.X=1',
    "' onfocus='window.X=1' autofocus='", "<iframe src=https://elsewhere.example/></iframe>",
    "<object data=https://elsewhere.example/></object>",
    "<form action=https://elsewhere.example/><button formaction=https://elsewhere.example/>x</button></form>",
    "<a href=javascript:window.X=1 ping=https://elsewhere.example/>go</a>",
    "[go](javascript:window.X=1) and ![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example/> [ref]: https://elsewhere.example/ [text][ref]",
    "see [[frame.page]] and [[=frame.dark]] and [[frame.nothing]]",
    "{{ config.site_name }} and {% include 'main.html' %} and {# note #}",
    "{: .x onclick=window.X=1 } and *[HTML]: Hyper", "an undefined period", "Rated: None of these", "The nan bread",
    "Initializing search", "Type to start searching", "data-chart=charts/x.svg onerror= onload= style=",
    "<div class=chart-picture data-chart=charts/x.svg></div>", "https://ratings.example/no/such/page/",
    "</article></main></body></html>", "<!-- never closed", "]]></summary></entry>&lt;b&gt; &amp;amp; &#60;",
    "</textarea></select></option></table></td></details>",
    "<template id=search-script data-src=https://elsewhere.example/a.js></template>",
    "# heading\\` *em* _em_ **strong** ~~~ > quote | cell |", "%3Cscript%3E \\u003cscript\\u003e \\x3cscript>",
    "{text} {0} %s %(x)s ${x} #{x} @x <%= x %>", "'; DROP TABLE ratings; --",
    "=1+1 @import url(//elsewhere.example/a.css) url('https://elsewhere.example/b')",
    "<math><mi xlink:href=javascript:window.X=1>x</mi></math>", "null true NaN -inf <NA> NaT 0x41",
)  # fmt: skip
"""Forty kinds of text that would act, leave, hide or break something where a page did not show it as it was typed."""


def harmless(payload: str) -> str:
    """A text of the same length that nobody could take for anything but words."""
    return "".join(letter if letter == " " else "w" for letter in payload)


def a_whole_package() -> Tables:
    """A few areas with a row in every table that has text of its own."""
    rated = ratings_of("alderby-2024", "Good", "Inadequate", "", "Good", "Good", "Good", "Good")
    region = ratings_of("northland-2025", "Good", "Good", "Inadequate", "Outstanding", area_type="region")
    report = {"publication_id": "annual-report", "inspection_id": ""}
    bands = {"Outstanding": (80, ""), "Good": (65, 80), "Requires improvement": (50, 65), "Inadequate": (0, 50)}
    grades = [
        a_grade(rating, 3 - order, order + 1, meaning="A meaning.", sufficient_from=band[0], sufficient_below=band[1])
        for order, (rating, band) in enumerate(bands.items())
    ]
    return a_package(
        *grades,
        a_source(),
        a_region(),
        a_region("Southland", nation="Wales", map_number=2, grid_row=2),
        a_pdu(ndelius_code="N01ALD", note="A note."),
        a_pdu("Bexwick", closed="2025-04-28"),
        a_pdu("Corvale", opened="2025-04-28"),
        a_pdu("Dunmere", "Southland"),
        _row(
            "pdu_names", pdu_id="alderby", name="Alderby City", used_by="A list", language="en", is_former="yes",
            note="A note.",
        ),
        _row(
            "pdu_changes", pdu_id="bexwick", change="merged", successor_id="corvale", as_at="2025-04-28",
            as_at_precision="day", dating="first seen", note="A note.",
        ),
        _row(
            "places", place="Alder", place_type="local authority", pdu_id="alderby", lad_code="E07000001",
            extent="whole", basis="stated", as_at="2026-08-01", as_at_precision="month",
            doubt="A doubt.", note="A note.",
        ),
        an_inspection(score=11, score_basis="stated", report_url="https://report.example/a", note="A note."),
        an_inspection("Alderby", "pdu-2021", published="2022-05-01", overall="Good"),
        an_inspection(
            "Dunmere", published="2025-02-01", overall="Good", status="withdrawn", status_on="2025-03-01",
            status_reason="A reason.",
        ),
        a_regional_inspection(published="2025-05-01", overall="Requires improvement"),
        *(Row(row.table, row.cells | {"note": "A note."} | _absence(row)) for row in rated),
        *region,
        a_rating_total("Leadership", "Good", 1),
        a_publication(note="A note.", url="https://report.example/b"),
        a_publication("A report", "PDU inspection report", inspection_id="alderby-2024", url="https://report.example/c"),
        a_publication("The annual report", "Annual report", **report),
        a_statistic(
            "one", 12, topic="A topic", qualifier="about", direction="neutral", section="A section", period="2024",
            note="A note.",
        ),
        a_statistic("two", 34, topic="A topic", region_id="northland", direction="neutral", section="A section"),
        _row(
            "findings", finding_id="one", publication_id="annual-report", kind="strength", topic="overall",
            basis="stated", summary="S.", section="T",
        ),
        _row(
            "findings", finding_id="two", inspection_id="alderby-2024", kind="concern", topic="overall",
            basis="reported", summary="S.", quote="Words.",
            note="A note.",
        ),
        a_statistic(
            "three", 5, inspection_id="alderby-2024", topic="A topic", direction="neutral", counted="cases",
            of_how_many=9, stage="planning",
        ),
        _row(
            "practice_examples", example_id="one", pdu_id="alderby", publication_id="annual-report",
            theme="services", summary="S.", section="T",
        ),
        a_figure(1, note="A note."),
        _row(
            "corrections", correction_id="one", corrected_on="2025-05-01", table="inspections",
            row_key="alderby-2024", column="overall", was="Good", now="Requires improvement", reason="A slip.",
        ),
    )  # fmt: skip


def _absence(row: Row) -> dict[str, str]:
    return {} if row.cells["rating"] else {"absence": "report not read"}


def _row(of: str, /, **cells: str) -> Row:
    return Row(of, {"source_id": "a-source"} | cells)


def typed(tables: Tables, text: Callable[[int], str]) -> tuple[Tables, dict[str, str]]:
    """The package with a text of its own in each cell of prose and each name; the texts by where they stand.

    `text` gives the text of the n-th cell. Identifiers, listed words, codes with a form of their own and links stay.
    """
    rows, texts = {name: [dict(row) for row in some] for name, some in tables.rows.items()}, {}
    for schema in tables.package.schemas.values():
        links = {name for key in schema.foreign_keys for name in key.fields}
        for field in schema.fields:
            fixed = field.enum or field.pattern or field.name in links or field.name.endswith(("_id", "url"))
            if (
                field.type != "string"
                or fixed
                or field.name in {"row_key", "column", "table", "was", "now", "unit", "rating", "overall", "symbol"}
            ):
                continue
            for at, row in enumerate(rows[schema.name]):
                if row[field.name]:
                    row[field.name] = texts[f"{schema.name}.{field.name}:{at}"] = (
                        f"T{len(texts):03}Q {text(len(texts))}"
                    )
    return replace(tables, rows=rows), texts


PATTERNS = frozenset(["d MMMM y", "MMMM y"])
NAMED = ("pdus.name", "regions.name", "places.place", "standards.name")
"""Columns of names that the catalogue can translate."""


def translated(folder: Path, texts: Mapping[str, str], text: Callable[[int], str]) -> dict[str, str]:
    """A file of translations with a text of its own in each message and in names of the tables; the texts by number.

    A brace stands for a gap there, and the checker refuses any other. Messages that are patterns of dates stay.
    """
    said: dict[str | tuple[str, str], str | tuple[str, ...]] = {}
    marked = {}

    def mark(message: str) -> str:
        number = len(texts) + len(marked)
        marked[f"message:{number}"] = f"T{number:03}Q {text(number)}".translate({ord("{"): "(", ord("}"): ")"})
        return " ".join([marked[f"message:{number}"], *(f"{{{gap}}}" for gap in dict.fromkeys(GAP.findall(message)))])

    for message in messages():
        if message not in PATTERNS:
            said[message] = mark(message) if isinstance(message, str) else tuple(mark(message[1]) for _ in range(6))
    names = {cell: mark("") for place, cell in texts.items() if place.partition(":")[0] in NAMED}
    write_catalogue(folder, said, names)
    return marked


def hand_written(text: Callable[[int], str], first: int) -> tuple[dict[str, str], dict[str, str]]:
    """Each hand-written page with texts of its own for its title and its description; the texts by where they stand."""
    written, texts = {}, {}
    for name in HAND_WRITTEN:
        title, description = (f"T{first + len(texts) + n}Q {text(first + len(texts) + n)}" for n in (0, 1))
        texts |= {f"{name}.title": title, f"{name}.description": description}
        _, _, body = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
        written[name] = f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n---\n{body}"
    return written, texts


def typed_everywhere(folder: Path, cache: Path, text: Callable[[int], str]) -> tuple[Path, dict[str, str]]:
    """The site of the whole package with a text of its own wherever somebody can type one, and the texts."""
    tables, texts = typed(a_whole_package(), text)
    texts |= translated(folder / "locale", texts, text)
    pages, more = hand_written(text, len(texts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "FOLDER", folder / "locale")
        return build(folder, tables, cache, pages, more.values()), texts | more


def project_of(folder: Path, tables: Tables, cache: Path, pages: Mapping[str, str] | None = None) -> Path:
    """The project of a package, ready for MkDocs; `pages` replace hand-written ones."""
    more = {
        "errors.md": render_page_of_problems(),
        **render_supply(ROOT, "mailto:a@ratings.example", tables.package.created),
    }
    files = dict(render_whole_site(tables, site_url=SITE, cache=cache)) | more
    project = a_project(folder, files)
    for name in HAND_WRITTEN:
        text = (pages or {}).get(name) or (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        (project / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return project


def build(
    folder: Path, tables: Tables, cache: Path, pages: Mapping[str, str] | None = None, texts: Iterable[str] = ()
) -> Path:
    """Build the site of a package as `build_site.py` does, past the checker; `pages` replace hand-written ones.

    No guard takes the `texts` of a title for a mistake of the site.
    """
    excused = typed_like_a_mistake(tables, SITE).union(text for text in texts if looks_left_over(text))
    publish(
        project_of(folder, tables, cache, pages), folder / "site", date_epoch=DAY, progress=lambda _: None,
        words=frame_words(), address=SITE, typed=excused, ratings=ratings_as_typed(tables),
    )  # fmt: skip
    return folder / "site"
