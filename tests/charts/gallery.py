"""A page for developers with every kind of chart in every state: `python -m tests.charts.gallery FOLDER`.

Everything in it is synthetic. It is not published; it is there to be looked at, light and dark, wide and narrow, on
paper and with forced colours, whenever a drawing changes.
"""

import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from ratings_site.model.views.chart import Chart, ChartColumn, Value
from ratings_site.render.charts.figure import figure_html
from ratings_site.render.charts.render import render_charts
from ratings_site.render.charts.workers import Workers

Row = tuple[Value, ...]

STANDARDS = (
    "Leadership",
    "Staffing",
    "Services",
    "Assessment",
    "Planning",
    "Implementation and delivery",
    "Reviewing",
)
NINE = ("Leadership", "Staff", "Services", "Information and facilities", "Court work", *STANDARDS[3:])[:9]
ALL_OUTCOMES = (
    "Outstanding",
    "Good",
    "Requires improvement",
    "Inadequate",
    "not available",
    "not rated",
    "not yet inspected",
)
LONG = (
    "Hammerford, Fulworth, Kensholt, Chelsbridge and Westwater",
    "Ynys y Môr, Dyffryn Ŵyn a Phenrhyn Ŷd",
    "North East Lindholm and the Farther Marshes",
)
REGIONS = (
    "Northland",
    "Westmark",
    "Eastmoor and the Fens",
    "Kentmoor, Surwick and Sussdale",
    "Southdown",
    "Cymru Newydd",
    "Greater Millchester",
    "Isles",
    "Midshire",
    "Lakeland",
    "Thamesmouth",
    "Border Country",
)
SOURCE = "Source: nobody. Synthetic data for looking at drawings, version 0.0.0, Open Government Licence v3.0."


def states() -> list[Chart]:
    """Every kind in every state."""
    return [*_strips(), *_heats(), *_standings(), *_shares(), *_histories(), *_calendars(), *_others()]


def _chart(
    name: str,
    kind: str,
    rows: Iterable[Row],
    columns: Sequence[ChartColumn],
    **options: Value,
) -> Chart:
    return Chart(
        chart_id=f"{kind}-{name}".replace(" ", "-"),
        kind=kind,
        headline=f"{kind.capitalize()}, {name}: a headline that states the finding and is as long as one may well be.",
        subtitle="What is shown, where, when; synthetic",
        description="How to read it.",
        columns=tuple(columns),
        rows=tuple(rows),
        source=SOURCE,
        options=options,
        explore=bool(options.pop("explore", False)),
    )


def _strips() -> list[Chart]:
    columns = (
        ChartColumn("standard", "Standard"),
        ChartColumn("rating", "Rating", "rating"),
        ChartColumn("basis", "How it is known"),
    )

    def strip(name: str, standards: Sequence[str], ratings: Sequence[str], basis: str = "stated") -> Chart:
        known = [basis if rating in ALL_OUTCOMES[:4] else "" for rating in ratings]
        return _chart(name, "strip", zip(standards, ratings, known, strict=True), columns)

    return [
        strip("full", STANDARDS, ALL_OUTCOMES),
        strip("worked out", STANDARDS, [*ALL_OUTCOMES[:4], *ALL_OUTCOMES[1:4]], "derived"),
        strip("nine standards", NINE, (*ALL_OUTCOMES, "Good", "Inadequate")),
        strip("one standard", STANDARDS[:1], ["Good"]),
        strip("all not available", STANDARDS, ["not available"] * 7),
        strip("all not rated", STANDARDS, ["not rated"] * 7),
        strip("none inspected", STANDARDS, ["not yet inspected"] * 7),
        strip("long names", LONG, ["Requires improvement", "not available", "Outstanding"]),
    ]


def _heats() -> list[Chart]:
    def heat(
        name: str, pdus: Sequence[str], outcomes: Sequence[str] | None = None, standards: Sequence[str] = STANDARDS
    ) -> Chart:
        columns = (
            ChartColumn("pdu", "PDU"),
            ChartColumn("overall", "Overall", "rating"),
            ChartColumn("score", "Score", "number"),
            *(ChartColumn(f"standard_{place}", standard, "rating") for place, standard in enumerate(standards)),
        )
        rows = []
        for place, pdu in enumerate(pdus):
            cells = [
                (outcomes or ALL_OUTCOMES)[(place + column) % len(outcomes or ALL_OUTCOMES)]
                for column in range(len(standards))
            ]
            rows.append((pdu, "Good", 21 - place if (place + 1) % 4 else None, *cells))
        return _chart(name, "heat", rows, columns, maximum=21, explore=name == "20 PDUs")

    return [
        heat("full", [f"Area {letter}" for letter in "ABCDEFG"]),
        heat("one row", ["Alderby"]),
        heat("20 PDUs", [f"Area {place}" for place in range(1, 21)], ALL_OUTCOMES[:5]),
        heat("long and Welsh names", LONG),
        heat("all not available", ["Alderby", "Brackwell"], ["not available"]),
        heat("nine standards", ["Alderby", "Brackwell", "Corvale"], None, NINE),
    ]


def _standings() -> list[Chart]:
    columns = (
        ChartColumn("region", "Region"),
        ChartColumn("pdu", "PDU"),
        ChartColumn("score", "Score out of 21", "number"),
        ChartColumn("overall", "Overall", "rating"),
        ChartColumn("published", "Published", "date"),
    )

    def standing(name: str, rows: Iterable[Row], **options: Value) -> Chart:
        return _chart(name, "standing", rows, columns, maximum=21, **options)

    def rows_of(region: str, scores: Sequence[int | None]) -> list[Row]:
        def rating(score: int | None) -> str:
            return "not available" if score is None else ALL_OUTCOMES[3 - min(score // 6, 3)]

        return [(region, f"{region} {place}", score, rating(score), "2024-10") for place, score in enumerate(scores, 1)]

    none = [(region, "", None, "not yet inspected", "") for region in REGIONS[4:]]
    full = [
        *rows_of(REGIONS[0], [21, 15, 9, 9, 9, 3, 0]),
        *rows_of(REGIONS[1], [12, 12]),
        *rows_of(REGIONS[2], [6] * 6),
    ]
    unknown = rows_of(REGIONS[3], [None] * 6)
    long: list[Row] = [(REGIONS[5], LONG[0], 0, "Inadequate", "2025"), (REGIONS[5], LONG[1], 21, "Outstanding", "2025")]
    return [
        standing("full", [*full, *unknown, *none], marked="Northland 3", region="Northland"),
        standing("nobody marked", [*full, *unknown, *none]),
        standing("20 PDUs with one score", rows_of(REGIONS[0], [3] * 20), marked="Northland 20", region="Northland"),
        standing("long name at the left edge", long, marked=LONG[0], region=REGIONS[5]),
        standing("Welsh name at the right edge", long, marked=LONG[1], region=REGIONS[5]),
        standing("score not known", [*full, *unknown], marked=f"{REGIONS[3]} 2", region=REGIONS[3]),
        standing("one row", rows_of(REGIONS[0], [7]), marked="Northland 1", region="Northland"),
        standing("no score known", unknown),
    ]


def _shares() -> list[Chart]:
    names = ("outstanding", "good", "requires_improvement", "inadequate", "not_available", "inspected")
    columns = (
        ChartColumn("standard", "Standard"),
        *(ChartColumn(name, name.replace("_", " ").capitalize(), "number") for name in names),
    )

    def shares(name: str, rows: Iterable[tuple[str, tuple[int, ...]]]) -> Chart:
        return _chart(name, "shares", [(label, *counts, sum(counts)) for label, counts in rows], columns)

    return [
        shares("full", [(name, (place, 7 - place, 10, 5, 2)) for place, name in enumerate(STANDARDS)]),
        shares("one row", [("All PDUs", (0, 0, 10, 14, 0))]),
        shares("small parts of 109", [("Leadership", (1, 1, 1, 105, 1)), ("Staffing", (0, 1, 0, 1, 107))]),
        shares("all not available", [(name, (0, 0, 0, 0, 43)) for name in STANDARDS[:2]]),
        shares("long names", [(name, (1, 2, 3, 4, 5)) for name in LONG]),
    ]


def _histories() -> list[Chart]:
    columns = (
        ChartColumn("programme", "Programme"),
        ChartColumn("programme_began", "Began", "date"),
        ChartColumn("programme_ended", "Ended", "date"),
        ChartColumn("comparable", "Comparable with the programme before"),
        ChartColumn("published", "Published", "date"),
        ChartColumn("rating", "Overall", "rating"),
        ChartColumn("score", "Score", "number"),
        ChartColumn("out_of", "Out of", "number"),
    )
    first: Row = ("Inspections of PDUs, 2021 to 2023", "2021", "2023-08", "")
    second: Row = ("Core inspections of every region and PDU, from 2023", "2023-11", "2025-10", "no")
    third: Row = ("A later programme that is comparable", "2025-11", "", "yes")
    unknown: Row = ("National inspection, of which no dates are known", "", "", "no")

    def history(name: str, *rows: Row) -> Chart:
        return _chart(name, "history", rows, columns, until="2026-11-23")

    return [
        history(
            "full", (*first, "2022-05-17", "Inadequate", 1, 27), (*second, "2024-10-24", "Requires improvement", 6, 21)
        ),
        history("one inspection", (*second, "2024-10-24", "Good", 14, 21)),
        history(
            "year only and month only",
            (*first, "2023-06", "Outstanding", None, None),
            (*second, "2025", "Inadequate", None, None),
        ),
        history(
            "four programmes",
            (*first, "2021", "not available", None, None),
            (*first, "2023-03-30", "Good", 18, 27),
            (*second, "", "Requires improvement", 4, 21),
            (*third, "2026-02-01", "Requires improvement", 5, 21),
            (*unknown, "2026", "not rated", None, None),
        ),
    ]


def _calendars() -> list[Chart]:
    columns = (
        ChartColumn("region", "Region"),
        ChartColumn("pdu", "PDU"),
        ChartColumn("inspected", "Inspected"),
        ChartColumn("published", "Published", "date"),
    )
    span: dict[str, Value] = {"from": "2023-11", "until": "2026-11-23"}

    def region(name: str, dates: Sequence[str], waiting: int = 0) -> list[Row]:
        done: list[Row] = [(name, f"{name} {place}", "yes", date) for place, date in enumerate(dates)]
        return [*done, *((name, f"{name} waiting {place}", "no", "") for place in range(waiting))]

    full = [
        *region(REGIONS[2], ["2024-03-21", "2024-03-21", "2024-05", "2025", "2025", "2025-06-12"]),
        *region(REGIONS[3], ["2024-10-10"] * 8 + ["", ""], 2),
        *region(REGIONS[0], [], 9),
    ]
    kinds = (ChartColumn("type", "Type"), ChartColumn("title", "Title"), ChartColumn("published", "Published", "date"))
    titles: list[Row] = [("Report", f"Report {place}", f"2024-{place:02}-01") for place in range(1, 13)]
    undated: list[Row] = [("Bulletin on a subject with a long name", "Undated", ""), ("Guide", "A guide", "2025")]
    return [
        _chart("full", "coverage", full, columns, **span),
        _chart("one row", "coverage", region("Northland", ["2024-10-24"]), columns, **span),
        _chart("nobody inspected", "coverage", region("Northland", [], 3), columns, **span),
        _chart("full", "publications", [*titles, *undated], kinds, **{"from": "2024-01-01", "until": "2026-11-23"}),
    ]


def _others() -> list[Chart]:
    rating, count = ChartColumn("rating", "Rating", "rating"), ChartColumn("count", "PDUs", "number")
    tile = (
        ChartColumn("region", "Region"),
        rating,
        ChartColumn("published", "Published", "date"),
        ChartColumn("row", "Row", "number"),
        ChartColumn("column", "Column", "number"),
    )
    part = (
        ChartColumn("group", "Part"),
        ChartColumn("measure", "Measure"),
        ChartColumn("per_cent", "Per cent", "number"),
    )
    places = [(1, 3), (2, 2), (2, 3), (3, 2), (3, 3), (3, 4), (4, 1), (4, 2), (4, 3), (5, 1), (5, 2), (5, 3)]
    tiles = [(name, ALL_OUTCOMES[place % 7], "2024", *places[place]) for place, name in enumerate(REGIONS)]
    percentages: list[Row] = [
        ("Assessment", "Engagement", None),
        ("Assessment", "Desistance", 66.0),
        ("Planning", "A measure with a name that is as long as those of the annual report can be", 100.0),
        ("Planning", "Nothing at all", 0.0),
    ]
    return [
        _chart("full", "counts", [(outcome, 3 * place) for place, outcome in enumerate(ALL_OUTCOMES)], (rating, count)),
        _chart("all none", "counts", [(outcome, 0) for outcome in ALL_OUTCOMES[:4]], (rating, count)),
        _chart("one", "counts", [("Good", 1)], (rating, count)),
        _chart("full", "tiles", tiles, tile),
        _chart("full", "percentages", percentages, part),
        _chart("one part", "percentages", [("Only", "One measure", 51.0)], part),
    ]


PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Gallery</title>
{styles}
<style>body {{ background: var(--paper); }}</style>
</head>
<body class="md-typeset" data-md-color-scheme="{scheme}">
<main class="md-content__inner gallery">
<h1>Every chart in every state</h1>
{figures}
</main>
<script src="assets/explore.js"></script>
</body>
</html>
"""
STYLES = ("site", "parts", "charts", "print")


def render_gallery(charts: Sequence[Chart], assets: Path) -> dict[str, str | bytes]:
    """The pages `index.html` and `dark.html`, what they link to, and copies of the site's styles."""
    with Workers() as workers:
        files = render_charts(charts, None, workers)
    figures = "\n".join(_filled(chart, str(files[f"charts/{chart.chart_id}.svg"])) for chart in charts)
    names = [*(f"{name}.css" for name in STYLES), "explore.js"]
    copies = {f"assets/{name}": (assets / name).read_bytes() for name in names if (assets / name).exists()}
    styles = "\n".join(f'<link rel="stylesheet" href="assets/{name}.css">' for name in STYLES)
    page = {"styles": styles, "figures": figures}
    return {
        "index.html": PAGE.format(scheme="default", **page),
        "dark.html": PAGE.format(scheme="slate", **page),
        **files,
        **copies,
    }


def _filled(chart: Chart, picture: str) -> str:
    """A chart's figure as it stands in the finished site."""
    empty = f'data-chart="charts/{escape(chart.chart_id)}.svg"></div>'
    return figure_html(chart, site_url="https://ratings.example/").replace(
        empty, empty.replace("</div>", picture + "</div>")
    )


def main(folder: str) -> None:
    """Write the gallery into a folder."""
    assets = Path(__file__).parents[2] / "docs" / "assets"
    for path, content in render_gallery(states(), assets).items():
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    sys.stdout.write(f"{Path(folder, 'index.html')}\n")


if __name__ == "__main__":
    main(sys.argv[1])
