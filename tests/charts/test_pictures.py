"""What comes out: accessible, small, the same every time, drawn once."""

import json
import re
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ratings_site.model.views.chart import Chart
from ratings_site.model.wording import words_of
from ratings_site.render.charts import cache as caches
from ratings_site.render.charts import figure_html, render_charts
from ratings_site.render.charts import specification as specifications
from ratings_site.render.charts.cache import Cache
from ratings_site.render.charts.palette import FILLS, FLAT, WIDE
from ratings_site.render.charts.png import SIGNATURE, UnexpectedPngError, read_runs, reduced, stacked, write_png
from ratings_site.render.charts.render import Studio
from ratings_site.render.charts.svg import finish
from ratings_site.render.charts.workers import DrawingError, Workers
from tests.charts.gallery import states
from tests.charts.packages import every_chart, real, small

SVG = "{http://www.w3.org/2000/svg}"
LARGEST, LARGEST_OF_ALL_PDUS = 20_000, 60_000


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as workers:
        yield workers


@pytest.fixture(scope="module")
def drawn(workers: Workers) -> dict[str, str | bytes]:
    """The files of every state in the gallery, without the script of the explorable ones."""
    return Studio(workers, None).render([chart for chart in states() if not chart.explore])


def parsed(svg: str | bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing, not somebody's file


def svgs(files: dict[str, str | bytes]) -> dict[str, list[str]]:
    """The pictures for pages by path: the wide and the narrow one."""
    return {
        path: re.findall(r"<svg\b.*?</svg>", str(content))
        for path, content in files.items()
        if path.endswith(".svg") and not path.endswith("-picture.svg")
    }


def test_each_picture_has_a_wide_and_a_narrow_layout_with_role_title_and_description(drawn):
    by_id = {chart.chart_id: chart for chart in states()}
    for path, layouts in svgs(drawn).items():
        chart = by_id[Path(path).stem]
        roots = [parsed(svg) for svg in layouts]
        assert [root.get("class") for root in roots] == ["wide", "narrow"]
        for root in roots:
            title, description = root[0], root[1]
            assert (root.get("role"), title.tag, description.tag) == ("img", f"{SVG}title", f"{SVG}desc")
            assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
            assert title.text == chart.headline
            assert description.text == f"{chart.subtitle}. {chart.description}"


def test_ids_are_used_once_on_a_page(drawn):
    ids = [found for layouts in svgs(drawn).values() for svg in layouts for found in re.findall(r'\sid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) == 4 * len(svgs(drawn))


def test_pictures_hold_nothing_that_the_security_policy_forbids(drawn):
    for path, content in drawn.items():
        if path.endswith(".svg"):
            assert not re.search(
                r"<(script|style|foreignObject|image|use)|\son\w+=|\sstyle=|href|url\(", str(content)
            ), path


def test_no_type_is_smaller_than_twelve_pixels(drawn):
    sizes = {
        float(size)
        for layouts in svgs(drawn).values()
        for svg in layouts
        for size in re.findall(r'font-size="([^"]+)"', svg)
    }
    assert min(sizes) >= 12


def test_pictures_are_light(drawn):
    for path, layouts in svgs(drawn).items():
        largest = LARGEST_OF_ALL_PDUS if "standing" in path else LARGEST
        assert all(len(svg.encode()) < largest for svg in layouts), (path, [len(svg) for svg in layouts])


def test_a_strip_has_a_box_of_its_colour_for_each_rating(drawn):
    wide = svgs(drawn)["charts/strip-full.svg"][0]
    for colour in FILLS.values():
        boxes = [path for path in re.findall(rf'<path fill="{colour}" d="([^"]+)"', wide) if "h" in path]
        assert len(boxes) == 1


def test_the_picture_passed_on_says_what_it_is(drawn):
    chart = states()[0]
    root = parsed(drawn[f"charts/{chart.chart_id}-picture.svg"])
    said = " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for words in (chart.headline, chart.subtitle, chart.source):
        assert words in said
    assert "Open Government Licence" in said


def test_pngs_are_small_pictures_of_1080_pixels(drawn):
    for path, content in drawn.items():
        if path.endswith(".png"):
            assert isinstance(content, bytes)
            assert content.startswith(SIGNATURE)
            assert int.from_bytes(content[16:20]) == 1080
            assert len(content) < 120_000, path


def test_a_chart_without_text_measuring_is_the_same_chart(workers, monkeypatch):
    """Type is drawn without a size, because measuring it takes most of the time; the picture must not change."""
    chart = states()[0]
    quick = specifications.Specifications(workers.compile).build(chart, WIDE)
    monkeypatch.setattr(specifications, "_take_sizes", lambda _: {})
    measured = specifications.Specifications(workers.compile).build(chart, WIDE)
    assert finish(workers.draw(quick.vega), quick.sizes) == finish(workers.draw(measured.vega), measured.sizes)


def test_the_same_charts_give_the_same_bytes_in_other_processes_and_from_the_cache(tmp_path):
    charts = [chart for chart in every_chart(small()) if not chart.explore][:4]
    with Workers() as first:
        fresh = render_charts(charts, None, first)
    with Workers() as others:
        assert render_charts(charts, tmp_path, others) == fresh
        assert render_charts(reversed(charts), tmp_path, others) == fresh


def test_charts_that_draw_the_same_are_drawn_once_and_kept(tmp_path, workers):
    chart = states()[0]
    twin = Chart(**{**vars(chart), "chart_id": "twin", "headline": "Another headline."})
    studio = Studio(workers, tmp_path)
    files = studio.render([chart, twin])
    assert studio.made == 3  # one drawing, and a PNG for each headline
    assert files["charts/twin.csv"] == files[f"charts/{chart.chart_id}.csv"]
    again = Studio(workers, tmp_path)
    assert again.render([chart, twin]) == files
    assert again.made == 0
    changed = Chart(**{**vars(chart), "rows": chart.rows[:-1]})
    assert again.render([changed]) != files
    assert again.made == 2


def test_a_damaged_entry_of_the_cache_is_made_again(tmp_path):
    cache = Cache(tmp_path)
    assert cache.get("abcdef", lambda: b"content") == b"content"
    (kept,) = (file for file in tmp_path.rglob("*") if file.is_file())
    for damage in (kept.read_bytes()[:-1], b"", b"x" * 40):
        kept.write_bytes(damage)
        assert cache.get("abcdef", lambda: b"content") == b"content"
    assert cache.made == 4
    assert cache.get("abcdef", lambda: b"other") == b"content"


def test_other_words_are_drawn_anew(monkeypatch):
    before = caches.fingerprint()
    assert caches.fingerprint() == before
    monkeypatch.setattr(caches, "WORDS", caches.WORDS[1:])
    assert caches.fingerprint() != before


def test_a_drawing_that_fails_says_why(workers):
    with pytest.raises(DrawingError, match="ValueError"):
        workers.compile({"mark": "no such mark"})


def pixels(png: bytes) -> list[tuple[int, ...]]:
    """The colours of a PNG of 256 colours, pixel by pixel."""
    chunks, place = {}, len(SIGNATURE)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        chunks[png[place + 4 : place + 8]] = png[place + 8 : place + 8 + length]
        place += length + 12
    width = int.from_bytes(chunks[b"IHDR"][:4])
    data, palette = zlib.decompress(chunks[b"IDAT"]), chunks[b"PLTE"]
    lines = [data[begin + 1 : begin + 1 + width] for begin in range(0, len(data), width + 1)]
    return [tuple(palette[3 * number : 3 * number + 3]) for line in lines for number in line]


def test_a_png_put_together_from_parts_keeps_every_flat_colour(workers):
    def strip(*colours: str) -> bytes:
        boxes = "".join(f'<rect x="{x}" width="1" height="2" fill="{colour}"/>' for x, colour in enumerate(colours))
        return workers.photograph(f'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2">{boxes}</svg>', 1)

    first, second = ("#FFFFFF", "#12436D", "#F46A25"), ("#6A0F0B", "#28A197", "#FFFFFF")
    png = write_png(stacked([read_runs(strip(*first)), read_runs(strip(*second))]), FLAT)
    said = [tuple(bytes.fromhex(colour[1:])) for colour in (*first, *first, *second, *second)]
    assert pixels(png) == said


def test_a_png_stored_in_another_way_is_refused_and_stays_as_it_is(workers):
    png = workers.photograph('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>', 1)
    other = png[:24] + bytes([8, 0]) + png[26:]
    with pytest.raises(UnexpectedPngError):
        read_runs(other)
    assert reduced(other, FLAT) == other


class Markup(HTMLParser):
    """Every start tag of some HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_figure_is_one_block_with_everything_the_contract_asks_for():
    chart = next(chart for chart in states() if chart.explore)
    html = figure_html(chart, "../../", site_url="https://ratings.example/sub/", page="pdus/")
    markup = Markup(html)
    assert markup.tags[0] == (
        "figure",
        {
            "class": "chart",
            "id": chart.element_id,
            "data-search-exclude": None,
            "data-explore": f"../../charts/{chart.chart_id}.json",
            "data-words": json.dumps(words_of("search")["explore"], ensure_ascii=False),
        },
    )
    assert markup.of("div")[0] == {"class": "chart-picture", "data-chart": f"charts/{chart.chart_id}.svg"}
    links = [link["href"] for link in markup.of("a") if "download" in link]
    assert links == [f"../../charts/{chart.chart_id}{end}" for end in (".png", "-picture.svg", ".csv", ".json")]
    assert len(markup.of("table")) == len(markup.of("caption")) == 1
    assert {heading["scope"] for heading in markup.of("th")} == {"col", "row"}
    assert "\n\n" not in html
    assert not re.search(r"<script|\sstyle=|\son\w+=", html)


def test_what_others_embed_is_a_picture_with_a_link_and_no_script():
    chart = states()[0]
    assert "<code>" not in figure_html(chart)
    html = figure_html(chart, site_url="https://ratings.example/", page="pdus/a/")
    (snippet,) = re.findall(r"<code>(.*?)</code>", html)
    tags = Markup(snippet.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")).tags
    assert [tag for tag, _ in tags] == ["figure", "a", "img", "figcaption"]
    assert tags[1][1] == {"href": f"https://ratings.example/pdus/a/#{chart.element_id}"}
    assert tags[2][1] == {
        "src": f"https://ratings.example/charts/{chart.chart_id}.png",
        "alt": chart.headline,
        "width": "720",
    }


def test_text_from_the_tables_is_never_read_as_markup(workers):
    nasty = "<b>\"Bold\" & 'sharp'</b>"
    chart = states()[0]
    rows = ((nasty, *chart.rows[0][1:]), *chart.rows[1:])
    hostile = Chart(**{**vars(chart), "rows": rows, "headline": nasty, "subtitle": nasty, "source": nasty})
    html = figure_html(hostile, site_url="https://ratings.example/")
    assert "<b>" not in html
    files = Studio(workers, None).render([hostile])
    assert "<b>" not in str(files[f"charts/{chart.chart_id}.svg"])
    assert parsed(files[f"charts/{chart.chart_id}-picture.svg"])[0].text == nasty


def test_the_charts_of_all_pdus_are_light_on_the_real_package(workers):
    largest = [chart for chart in every_chart(real()) if chart.chart_id in {"scores-all-pdus", "coverage-core-2023"}]
    files = Studio(workers, None).render([Chart(**{**vars(chart), "explore": False}) for chart in largest])
    for layouts in svgs(files).values():
        assert all(len(svg.encode()) < LARGEST_OF_ALL_PDUS for svg in layouts)
