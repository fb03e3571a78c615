"""The page of all ratings in a real browser: it filters, sorts and downloads as pandas does with the file."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from ratings_site.model.wording import words_of
from ratings_site.pages.contents import KINDS, build_pages
from ratings_site.pages.page import Elsewhere, Facts, Furniture, render_page
from ratings_site.pages.ratings import known_and_unknown
from tests.browser.visits import visiting
from tests.find.a_site import serving
from tests.frozen import frozen_directory, frozen_release

pytestmark = pytest.mark.browser

AREA_TYPES = [*words_of("ratings")["area_type"]]
ASSETS = Path(__file__).parents[2] / "docs" / "assets"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    release = frozen_release()
    facts = Facts(frozen_directory(), elsewhere=lambda: Elsewhere(release.downloads))
    (page,) = build_pages(facts, [kind for kind in KINDS if kind.template == "ratings"])
    furniture = Furniture(figure=lambda *_: "", site_url="https://ratings.example/")
    body = render_page(page, furniture)[1]
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>All ratings</title><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="../assets/parts.css"><link rel="stylesheet" href="../assets/table.css">'
        '<script src="../assets/table.js" defer></script>'
    )
    contents = {
        "ratings/index.html": f'{head}<body><main class="md-typeset">{body}</main>'.encode(),
        "assets/table.js": (ASSETS / "table.js").read_bytes(),
        "assets/table.css": (ASSETS / "table.css").read_bytes(),
        "assets/parts.css": (ASSETS / "parts.css").read_bytes(),
        "data/latest/all-ratings.csv": release.files["all-ratings.csv"],
    }
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    with serving(folder) as root:
        yield f"{root}/ratings/"


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    with visiting(browser, address, width=1000) as (page, complaints):
        yield page
        assert (complaints.requests, complaints.console) == ([], [])


@pytest.fixture(scope="module")
def flat(folder) -> pd.DataFrame:
    return pd.read_csv(folder / "data/latest/all-ratings.csv", dtype=str, keep_default_na=False)


def keys_shown(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('section.ratings:not([hidden]) tbody tr:not([hidden])')]"
        ".map((row) => row.dataset.key ?? row.dataset.inspection)"
    )


def known(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that the page shows, in its order: overall ratings and ratings that are known, by kind of area."""
    found = frame[(frame["rating_of"] == "overall") | (frame["rating"] != "")]
    return found.iloc[found["area_type"].map(AREA_TYPES.index).argsort(kind="stable")]


def folded(frame: pd.DataFrame) -> pd.DataFrame:
    """The same as they stand in folds: by kind of area, then by region."""
    found, regions = known(frame), [*frozen_directory().regions, ""]
    places = found["area_type"].map(AREA_TYPES.index) * len(regions) + found["region_id"].map(regions.index)
    return found.iloc[places.argsort(kind="stable")]


def in_one_table(page: Page) -> None:
    page.get_by_role("button", name="All ratings in one table").click()


def keys_of(frame: pd.DataFrame) -> list[str]:
    return (frame["inspection_id"] + "/" + frame["standard_id"]).str.removesuffix("/").tolist()


def downloaded(page: Page) -> pd.DataFrame:
    with page.expect_download() as started:
        page.get_by_role("button", name="Download these ratings (CSV)").click()
    assert started.value.suggested_filename == "ratings-selection.csv"
    return pd.read_csv(io.BytesIO(Path(started.value.path()).read_bytes()), dtype=str, keep_default_na=False)


def test_the_page_holds_every_known_row_of_the_file_by_kind_of_area_and_counts_the_others(flat):
    view = known_and_unknown(frozen_directory())
    rows = [row for folds in view["kinds"].values() for _, rows in folds for row in rows]
    keys = [f"{i.inspection_id}/{r.standard.standard_id}" if r else i.inspection_id for _, i, r, *_ in rows]
    assert keys == keys_of(folded(flat))
    assert [keys_of(flat)[number] for number, *_ in rows] == keys
    unknown = sum(len(names) for _, names in view["unknown"])
    assert (view["count"], view["known"] + unknown) == (len(flat), len(flat))


def test_the_counts_of_the_first_sentence_are_those_of_the_file(page, flat):
    kinds = dict(iter(flat.groupby("rating_of")))
    given = (kinds["standard"]["rating"] != "").sum()
    expect(page.locator(".headline")).to_have_text(
        f"What each of {len(kinds['overall'])} inspections gave overall, and each rating of a standard that is known: "
        f"{given} of {len(kinds['standard'])}."
    )


def test_one_region_is_the_same_on_the_page_in_the_download_and_in_pandas(page, flat):
    expected = known(flat[flat["region_id"] == "yorkshire-and-the-humber"])
    page.get_by_label("Region", exact=True).select_option(label="Yorkshire and the Humber")
    assert keys_shown(page) == keys_of(expected)
    expect(page.get_by_role("status")).to_have_text(f"{len(expected)} of {len(known(flat))} are shown.")
    pd.testing.assert_frame_equal(downloaded(page), expected.reset_index(drop=True))


def test_all_filters_together_keep_what_pandas_keeps(page, flat):
    page.get_by_label("Programme").select_option("core-2023")
    page.get_by_label("Standard", exact=True).select_option("/Overall rating")
    page.get_by_label("Rating", exact=True).select_option("Requires improvement")
    page.get_by_label("Published from").fill("2024-03-01")
    page.get_by_label("Published to").fill("2024-10-31")
    page.get_by_label("Words", exact=True).fill("  ESSEX ")
    dated = flat["published"].between("2024-03-01", "2024-10-31")
    kept = flat[
        dated
        & (flat["programme_id"] == "core-2023")
        & (flat["rating_of"] == "overall")
        & (flat["rating"] == "Requires improvement")
        & flat["area_name"].str.contains("Essex")
    ]
    assert len(kept) > 0
    assert keys_shown(page) == keys_of(known(kept))


def test_the_address_keeps_the_view_and_brings_it_back(page, address, flat):
    page.get_by_label("Region", exact=True).select_option("london")
    page.get_by_role("button", name="Published").first.click()
    page.get_by_role("button", name="Published").first.click()
    shown = keys_shown(page)
    assert page.url == f"{address}?region=london&sort=published&order=descending"
    page.goto("about:blank")
    page.goto(f"{address}?region=london&sort=published&order=descending")
    assert keys_shown(page) == shown
    assert page.get_by_label("Region", exact=True).input_value() == "london"
    page.get_by_role("button", name="Start again").click()
    assert page.url == address
    assert keys_shown(page) == keys_of(folded(flat))


def test_ratings_are_folded_by_region_until_somebody_asks_for_them_in_one_table(page, address, flat):
    folds = page.locator("section.ratings details")
    regions = [f"{kind} {region}" for kind, region in zip(flat["area_type"], flat["region_id"], strict=True)]
    assert folds.count() == len(set(regions))
    assert page.locator("section.ratings tbody tr:visible").count() == 0
    in_one_table(page)
    assert page.url == f"{address}?sort=area"
    assert page.locator("section.ratings tbody tr:visible").count() == len(known(flat))
    assert (folds.filter(visible=True).count(), page.locator("table.ratings:visible").count()) == (
        0,
        flat["area_type"].nunique(),
    )
    page.get_by_role("button", name="Start again").click()
    assert folds.filter(visible=True).count() == len(set(regions))


@pytest.mark.parametrize(("column", "heading"), [("published", "Published"), ("score", "Score"), ("rating", "Rating")])
def test_a_column_sorts_both_ways_and_what_is_unknown_comes_last(page, column, heading):
    in_one_table(page)
    button = page.get_by_role("columnheader", name=heading).first.get_by_role("button")
    table = page.locator("table.ratings:visible").first
    place = [name.get_attribute("data-column") for name in table.locator("th[data-column]").all()].index(column)
    rows = table.locator("tbody tr")
    values = f"(rows) => rows.map((row) => row.cells[{place}].dataset.sort)"
    header = table.locator(f"th[data-column={column}]")
    for direction in ("ascending", "descending"):
        button.click()
        assert header.get_attribute("aria-sort") == direction
        found = rows.evaluate_all(values)
        known = [value if column == "published" else int(value) for value in found if value]
        assert known == sorted(known, reverse=direction == "descending")
        assert found[len(known) :] == [""] * (len(found) - len(known))
    assert table.locator("th[aria-sort]").count() == 1


def test_sorting_is_what_is_downloaded(page):
    page.get_by_label("Region", exact=True).select_option("wales")
    page.get_by_role("button", name="Area").first.click()
    page.get_by_role("button", name="Area").first.click()
    assert keys_of(downloaded(page)) == keys_shown(page)


def test_everything_works_by_keyboard(page):
    page.get_by_label("Words", exact=True).focus()
    page.keyboard.type("Wakefield")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter-region"
    page.get_by_role("button", name="Rating", exact=True).first.focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").first.get_attribute("data-column") == "rating"
    assert 0 < len(keys_shown(page)) < 30


def test_a_selection_without_rows_says_so_and_downloads_the_header_alone(page, flat):
    page.get_by_label("Words", exact=True).fill("no such words")
    expect(page.get_by_role("status")).to_have_text(f"0 of {len(known(flat))} are shown.")
    assert downloaded(page).columns.tolist() == flat.columns.tolist()


def test_a_file_with_other_rows_than_the_page_is_not_cut_and_the_page_says_so(page, flat):
    expect(page.get_by_role("status")).to_have_text(f"All {len(known(flat))} are shown.")
    page.route("**/all-ratings.csv", lambda route: route.fulfill(body="area_name\n"))
    page.get_by_role("button", name="Download these ratings (CSV)").click()
    expect(page.get_by_role("status")).to_have_text(
        "These ratings could not be loaded. The whole table is in the files above."
    )


@pytest.mark.parametrize("width", [320, 1000])
def test_nothing_of_a_row_is_out_of_sight(browser, address, width):
    with visiting(browser, address, width=width) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        in_one_table(page)
        cells = page.locator("table.ratings tr:nth-child(-n+5) > :visible")
        cut = "(cells) => cells.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"
        assert cells.evaluate_all(cut) == []


def test_a_standard_is_that_of_one_kind_of_area(page, flat):
    page.get_by_label("Standard", exact=True).select_option("regions/Leadership")
    of_regions = (flat["area_type"] == "region") & (flat["standard_name"] == "Leadership")
    assert keys_shown(page) == keys_of(known(flat[of_regions]))
    page.get_by_label("Standard", exact=True).select_option("")
    page.get_by_label("Kind of area").select_option("approved premises")
    assert keys_shown(page) == keys_of(known(flat[flat["area_type"] == "approved premises"]))


def test_without_javascript_the_page_is_the_whole_table_and_its_files(browser, address, flat):
    with visiting(browser, address, script=False) as (page, _):
        for fold in page.locator("section.ratings summary").all():
            fold.click()
        assert page.locator("table.ratings tbody tr:visible").count() == len(known(flat))
        assert not page.locator("#ratings-filter").is_visible()
        assert page.locator("table.ratings thead button").count() == 0
        hrefs = [link.get_attribute("href") for link in page.locator(".downloads a[download]").all()]
        assert "../data/latest/all-ratings.csv" in hrefs


def test_the_page_weighs_less_than_100_kilobytes_compressed(folder):
    size = sum(len(gzip.compress((folder / path).read_bytes())) for path in ("ratings/index.html", "assets/table.js"))
    assert size < 100_000
