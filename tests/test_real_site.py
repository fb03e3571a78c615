"""The site built from the released package: what its pages show is what the tables and the report say."""

import csv
import json
import re
import subprocess
import sys
from calendar import month_name
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from ratings_site.model.wording import say_count, words_of
from ratings_site.wording.words import day_words, joined, number_word, plural
from tests.frozen import frozen_package
from tests.html_tables import tables_of
from tests.seed_facts import APPENDIX_2, PDU_TOTALS, REGION_RATINGS

ROOT = Path(__file__).parents[1]
SEED_NAMES = {"North & North East Lincolnshire": "North and North East Lincolnshire"}
REGION_TOTALS = {standard: {rating: 3} for standard, rating in REGION_RATINGS.items()}
OVERALL_FROM = 4
"""The ten PDUs that the report rates Requires improvement are the ten that scored four or more."""


def rows(table: str) -> list[dict[str, str]]:
    with (frozen_package() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(page: Path) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")).split())


PDU_IDS = {row["name"]: row["pdu_id"] for row in rows("pdus")}


@pytest.mark.parametrize(("name", "region", "day", "score"), APPENDIX_2)
def test_the_page_of_each_pdu_of_appendix_2_shows_its_score_date_and_overall_rating(
    real_site: Path, name: str, region: str, day: str, score: int
) -> None:
    assert region
    pdu_id = PDU_IDS[SEED_NAMES.get(name, name)]
    number, month, year = day.split("/")
    page = text_of(real_site / "pdus" / pdu_id / "index.html")
    overall = "Requires improvement" if score >= OVERALL_FROM else "Inadequate"
    said = rf"{overall} ?, the \w+ of four grades, in {month_name[int(month)]} {year} "
    assert re.search(said, page)
    assert re.search(rf"scored {score} of 21\b", page)
    published = day_words(date(int(year), int(month), int(number)))
    assert f"Inspection published {published}:" in page


def test_the_annual_report_page_shows_appendix_2_best_score_first(real_site: Path) -> None:
    shown = tables_of(real_site / "annual-report-2024" / "index.html")["pdus-table"][1:]
    assert sorted((row.cells[0], row.cells[3]) for row in shown) == sorted(
        (SEED_NAMES.get(name, name), f"{score} of 21") for name, _, _, score in APPENDIX_2
    )
    scores = [int(row.cells[3].split()[0]) for row in shown]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("totals", "inspected", "suffix"), [(PDU_TOTALS, 24, ""), (REGION_TOTALS, 3, " (regions)")], ids=["PDUs", "regions"]
)
def test_the_annual_report_page_shows_the_totals_of_the_report(
    real_site: Path, totals: dict[str, dict[str, int]], inspected: int, suffix: str
) -> None:
    header, *shown = tables_of(real_site / "annual-report-2024" / "index.html")["totals-table"]
    counted = {
        row.cells[0]: dict(zip(header.ratings, row.cells[1:5], strict=True)) | {"": row.cells[5]} for row in shown
    }
    for standard, counts in totals.items():
        expected = {rating: str(counts.get(rating, 0)) for rating in header.ratings} | {"": str(inspected)}
        assert counted[f"{standard}{suffix}"] == expected


def test_every_known_rating_stands_on_the_page_of_its_inspection_and_of_its_area(real_site: Path) -> None:
    known = {f"{row['inspection_id']}/{row['standard_id']}": row["rating"] for row in rows("ratings") if row["rating"]}
    inspections = {row["inspection_id"]: row for row in rows("inspections")}
    current = {key for key in known if inspections[key.split("/")[0]]["programme_id"] == "core-2023"}
    shown = {}
    for page in real_site.glob("inspections/*/index.html"):
        for row in tables_of(page).get("standards-table", [])[1:]:
            (shown[row.attributes["data-key"]],) = row.ratings
    assert shown == known
    listed = {}
    for page in real_site.glob("pdus/*/index.html"):
        items = re.findall(r'<li data-key="([^"]+)">.*?data-rating="([^"]+)"', page.read_text(encoding="utf-8"))
        listed |= dict(items)
    assert listed == {key: known[key] for key in current if inspections[key.split("/")[0]]["pdu_id"]}


def test_every_inspection_is_linked_from_the_page_of_its_area(real_site: Path) -> None:
    for row in rows("inspections"):
        if not row["pdu_id"] and not row["region_id"]:
            continue
        folder = f"pdus/{row['pdu_id']}" if row["pdu_id"] else f"regions/{row['region_id']}"
        page = (real_site / folder / "index.html").read_text(encoding="utf-8")
        assert f'href="../../inspections/{row["inspection_id"]}/"' in page


def test_every_publication_and_what_a_report_says_stand_on_their_pages(real_site: Path) -> None:
    shown = (real_site / "publications" / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'data-publication="([^"]+)"', shown)
    assert sorted(listed) == sorted(row["publication_id"] for row in rows("publications"))
    report = (real_site / "annual-report-2024" / "index.html").read_text(encoding="utf-8")
    numbers = {row["statistic_id"] for row in rows("statistics") if row["source_id"] == "annual-report-2024"}
    assert numbers <= set(re.findall(r'data-statistic="([^"]+)"', report))


def test_the_main_part_of_every_page_is_its_article_alone(real_site: Path) -> None:
    pages = [page.read_text(encoding="utf-8") for page in real_site.rglob("*.html")]
    framed = [page for page in pages if 'class="md-header' in page]
    assert len(framed) > 400
    whole = re.compile(r"(?s)<main [^>]*>\s*<article (?:(?!<main).)*</article>\s*</main>")
    assert [page[:400] for page in framed if page.count("<main") != 1 or not whole.search(page)] == []


def test_a_site_without_a_contact_sends_nobody_in_a_circle(real_site: Path) -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in real_site.rglob("index.html")}
    assert [page for page, html in pages.items() if "report-a-mistake" in html.partition("<footer")[2]] == []


def findings_on(page: Path) -> list[str]:
    return re.findall(r'data-finding="([^"]+)"', page.read_text(encoding="utf-8"))


def test_every_inspection_has_a_page_with_its_rating_and_each_of_its_findings_once(real_site: Path) -> None:
    folders = {page.parent.name: page for page in real_site.glob("inspections/*/index.html")}
    assert sorted(folders) == sorted(row["inspection_id"] for row in rows("inspections"))
    for row in rows("inspections"):
        page = folders[row["inspection_id"]]
        own = [
            finding["finding_id"] for finding in rows("findings") if finding["inspection_id"] == row["inspection_id"]
        ]
        assert sorted(findings_on(page)) == sorted(own), row["inspection_id"]
        headline = page.read_text(encoding="utf-8").partition('<p class="headline">')[2].partition("</p>")[0]
        expected = {"Not rated": "not rated", "": "not available"}.get(row["overall"], row["overall"])
        assert f'data-rating="{expected}"' in headline, row["inspection_id"]


def test_each_finding_of_the_annual_report_stands_on_its_page_once(real_site: Path) -> None:
    own = [row["finding_id"] for row in rows("findings") if row["publication_id"] == "annual-report-2024"]
    assert sorted(findings_on(real_site / "annual-report-2024" / "index.html")) == sorted(own)


def counts(real_site: Path, file: str) -> list[dict[str, str]]:
    with (real_site / "data" / "latest" / file).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_each_number_of_the_front_page_can_be_counted_again_from_the_file_that_it_names(real_site: Path) -> None:
    page = (real_site / "index.html").read_text(encoding="utf-8")
    living = [row for row in counts(real_site, "units.csv") if not row["closed"]]
    current = [row for row in living if row["programme"].startswith("Core inspections")]
    assert f"None of the {len(current)} units inspected since November 2023" in page
    assert not {row["overall"] for row in current} & {"Good", "Outstanding"}
    squares = re.findall(r'<a href="pdus/([^/]+)/" class="rating[^"]*" data-rating="([^"]+)"', page)
    rated = {row["area_id"]: row["overall"] for row in current}
    assert sorted(squares) == sorted((row["area_id"], rated.get(row["area_id"], "not yet inspected")) for row in living)
    changes = [row["change"] for row in counts(real_site, "then-and-now.csv")]
    moved = words_of("ratings")["moved"]
    counted = [(moved[kind], changes.count(kind)) for kind in ("lower", "same", "higher")]
    said = joined([say_count(forms, count, count=number_word(count)) for forms, count in counted if count])
    assert f"Of {len(changes)} units rated in two programmes, {said}." in page
    shown = re.findall(r'data-change="(\w+)"', (real_site / "then-and-now" / "index.html").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(changes)
    regions = {row["pdu_id"]: row["region_id"] for row in counts(real_site, "pdus.csv")}
    in_regions = Counter(regions[row["pdu_id"]] for row in counts(real_site, "then-and-now.csv"))
    for region, count in in_regions.items():
        text = text_of(real_site / "regions" / region / "index.html")
        assert f"{plural(count, 'unit').capitalize()} of the region had a rating before:" in text, region


def test_which_standard_fails_most_is_one_sentence_everywhere_and_is_counted_in_one_file(real_site: Path) -> None:
    totals = [row for row in counts(real_site, "standard-totals.csv") if row["programme_id"] == "core-2023"]
    given: dict[str, Counter[str]] = {}
    for row in totals:
        if row["area_type"] == "pdu":
            given.setdefault(row["name"].lower(), Counter())[row["rating"]] = int(row["from_published_total"])
    worst, good = (
        max(given.items(), key=lambda item: sum(item[1][rating] for rating in ratings))
        for ratings in (("Inadequate",), ("Good", "Outstanding"))
    )
    size = worst[1].total()
    assert worst[1]["Inadequate"] == size
    best = number_word(good[1]["Good"] + good[1]["Outstanding"])
    said = (
        f"By published totals, {worst[0]} was inadequate in all {size} PDUs; "
        f"{good[0]} was good or outstanding in {best} of {size} PDUs."
    )
    for page in ("", "standards", "data/using-the-data"):
        assert said in text_of(real_site / page / "index.html"), page


def test_search_finds_an_inspection_by_each_of_its_findings(real_site: Path) -> None:
    index = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = {entry["location"]: unescape(entry["text"]) for entry in index["docs"]}
    for row in rows("findings"):
        if row["inspection_id"]:
            assert " ".join(row["summary"].split()) in texts[f"inspections/{row['inspection_id']}/"], row["finding_id"]


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("worse", "then-and-now/"), ("better", "then-and-now/"), ("embed", "data/using-the-data/"),
        ("api", "data/api/"), ("rss", "changes/"), ("next inspection", "inspections/"),
        ("complaint", "about/#where-to-turn"),
        ("welsh", "cy/"), ("domestic abuse", "annual-report-2024/"),
    ],
)  # fmt: skip
def test_search_finds_what_readers_asked_for_in_words_of_their_own(real_site: Path, asked: str, page: str) -> None:
    index = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = " ".join(entry["text"].lower() for entry in index["docs"] if entry["location"].startswith(page))
    assert asked in texts


def test_no_feed_names_the_first_moment_of_a_year(real_site: Path) -> None:
    feeds = [*real_site.glob("**/feed.xml"), *real_site.glob("**/feed.json")]
    assert len(feeds) > 200
    assert [feed for feed in feeds if "-01-01T00:00:00Z" in feed.read_text(encoding="utf-8")] == []


def test_search_holds_every_region_and_every_pdu(real_site: Path) -> None:
    index = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = {entry["location"].split("#")[0] for entry in index["docs"]}
    expected = {f"pdus/{row['pdu_id']}/" for row in rows("pdus")} | {
        f"regions/{row['region_id']}/" for row in rows("regions")
    }
    assert expected <= places


def test_every_download_of_a_table_is_the_table(real_site: Path) -> None:
    for table in sorted(path.stem for path in frozen_package().glob("*.csv")):
        with (real_site / "data" / "latest" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert sorted(map(repr, csv.DictReader(file))) == sorted(map(repr, rows(table))), table


@pytest.mark.long
def test_a_second_build_in_another_process_gives_the_same_bytes(real_site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    command = [sys.executable, "build_site.py", "build", "--package", str(frozen_package()), "--site", str(again)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    first, second = files_of(real_site), files_of(again)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_feeds_stand_in_the_open_on_the_page_that_they_are_of(real_site: Path) -> None:
    pages = [page for kind in ("regions", "pdus") for page in real_site.glob(f"{kind}/*/index.html")]
    assert len(pages) > 110
    for page in (real_site / "index.html", real_site / "changes" / "index.html", *pages):
        of = real_site if page.parent.name == "changes" else page.parent
        article = re.findall(r"(?s)<article .*</article>", page.read_text(encoding="utf-8"))[0]
        in_the_open = re.sub(r"(?s)<details.*?</details>", "", article)
        links = re.findall(r'href="([^"]*feed\.(?:xml|json))"', in_the_open)
        assert [(page.parent / link).resolve() for link in links] == [of / "feed.xml", of / "feed.json"], page
        assert all((page.parent / link).is_file() for link in links), page
