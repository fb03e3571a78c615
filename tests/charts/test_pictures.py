"""What comes out: accessible, light, of the colours of the table, the same every time, kept until it changes."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import altair as alt
import pytest
import vl_convert

from ratings_site.charts import chart as charts
from ratings_site.charts import counted, draw, standing
from ratings_site.charts.chart import Chart
from ratings_site.charts.draw import other_processes
from ratings_site.charts.kinds import KINDS, specify
from ratings_site.charts.parts import NARROW
from ratings_site.kept import Cache
from ratings_site.model.wording import words_of
from ratings_site.pages.page import figure_html
from tests.builders import CURRENT, a_pdu, a_region
from tests.charts.packages import directory_of, every_chart, fully_rated, many, render_charts, small
from tests.frozen import frozen_directory as real

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 60_000
GRADES = ("Inadequate", "Requires improvement", "Good", "Outstanding")
Files = dict[str, str | bytes]


def one_of_each_kind() -> dict[str, Chart]:
    """For each kind the first chart of the small package."""
    return {chart.kind: chart for chart in reversed(every_chart(small()))}


def all_scores() -> Chart:
    """The chart that can be explored."""
    chart = standing.all_pdus(small())
    assert chart is not None
    return chart


@pytest.fixture(scope="module")
def drawn(processes: Executor) -> Files:
    """The files of one chart of each kind."""
    return render_charts(one_of_each_kind().values(), None, processes)


def parsed(svg: str | bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing, not somebody's file


def svgs(files: Files) -> dict[str, list[str]]:
    """The pictures for pages by chart: the wide and the narrow one."""
    return {
        Path(path).stem: re.findall(r"<svg\b.*?</svg>", str(content))
        for path, content in files.items()
        if path.endswith(".svg") and not path.endswith("-picture.svg")
    }


def test_where_many_drawings_are_left_others_help_and_nobody_sees_it(
    drawn: Files, processes: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = list[int]()

    @contextmanager
    def more() -> Iterator[Executor]:
        with other_processes() as helping:
            yield helping
            begun.append(len(helping._processes))

    monkeypatch.setattr(draw, "MOST_LEFT", 0)
    monkeypatch.setattr(draw, "other_processes", more)
    assert render_charts(one_of_each_kind().values(), tmp_path / "kept", processes) == drawn
    assert begun == [1]


def test_drawings_that_cannot_be_kept_are_shown_all_the_same(drawn: Files, processes: Executor, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    assert render_charts(one_of_each_kind().values(), tmp_path / "kept", processes) == drawn


def test_there_is_a_chart_of_each_way_of_drawing():
    assert {KINDS[kind] for kind in one_of_each_kind()} == set(KINDS.values())


def test_each_picture_has_a_wide_and_a_narrow_layout_with_role_title_and_description(drawn):
    for chart in one_of_each_kind().values():
        roots = [parsed(svg) for svg in svgs(drawn)[chart.chart_id]]
        assert [root.get("class") for root in roots] == ["wide", "narrow"]
        for root in roots:
            assert (root.get("role"), root[0].tag) == ("img", f"{SVG}title")
            assert root.get("aria-labelledby") == root[0].get("id")
            assert root[0].text == chart.description


def test_no_part_of_a_picture_asks_for_a_name_of_its_own(drawn):
    assert not any("graphics-" in svg for layouts in svgs(drawn).values() for svg in layouts)


def test_ids_are_used_once_on_a_page(drawn):
    ids = [found for layouts in svgs(drawn).values() for svg in layouts for found in re.findall(r'\sid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) == 2 * len(svgs(drawn))


def test_pictures_hold_nothing_that_the_security_policy_forbids(drawn):
    for path, content in drawn.items():
        if path.endswith(".svg"):
            assert not re.search(
                r"<(script|style|foreignObject|image|use)|\son\w+=|\sstyle=|href=|url\(", str(content)
            ), path


def test_a_narrow_picture_fits_a_screen_of_320_pixels_and_a_wide_one_its_column(drawn):
    for name, (wide, narrow) in svgs(drawn).items():
        assert float(parsed(wide).get("width", "inf")) <= 700, name
        assert float(parsed(narrow).get("width", "inf")) <= 290, name


def test_on_a_narrow_screen_the_grid_leaves_out_the_lines_of_the_names(drawn):
    wide, narrow = svgs(drawn)["then-and-now"]
    grid = [re.search(r'<line [^>]*stroke-opacity="0.2"[^>]*>', svg)[0] for svg in (wide, narrow)]
    assert "dash" not in grid[0]
    shown, left_out, before = map(
        int, re.search(r'dasharray="(\d+),(\d+)" stroke-dashoffset="(\d+)"', grid[1]).groups()
    )
    assert (shown, left_out) == (before, 19)  # it begins with the line of the first name
    rows = one_of_each_kind()["then_and_now"].rows
    assert f'y2="{len(rows) * (shown + left_out)}"' in grid[1]


def texts_by_height(item: dict, above: float = 0) -> Iterator[tuple[float, str]]:
    """The texts of a part of a picture, as Vega laid it out, with how far down each stands."""
    at = above + item.get("y", 0) + item.get("dy", 0)
    if words := item.get("text"):
        yield from [(at, " ".join([words] if isinstance(words, str) else words).strip())]
    for part in item.get("items", ()):
        yield from texts_by_height(part, at if item.get("marktype") is None else above)


def test_on_a_narrow_screen_a_name_stands_right_above_what_is_said_of_it():
    known = one_of_each_kind()["standard"]
    chart = replace(known, rows=(("In the published total", "published total", *known.rows[0][2:]), *known.rows))
    laid_out = vl_convert.vegalite_to_scenegraph(specify(chart, NARROW))["scenegraph"]
    texts = [text for text in sorted(texts_by_height(laid_out)) if not text[1].isdigit()]
    rows = [(name, said) for name, said in pairwise(texts) if name[1] in chart.values["area"]]
    assert [words for _, (_, words) in rows] == ["1, published total", "1, known by name", "1, known by name"]
    (distance,) = {down - name for (name, _), (down, _) in rows}
    assert 0 < distance < 40


def test_type_is_twelve_pixels_at_least(drawn):
    for layouts in svgs(drawn).values():
        assert min(float(size) for svg in layouts for size in re.findall(r'font-size="([\d.]+)px"', svg)) >= 12


def test_lines_of_one_text_are_parted_by_a_blank(drawn):
    for layouts in svgs(drawn).values():
        assert not any("</tspan><tspan" in svg for svg in layouts)


def test_words_follow_the_page_and_colours_are_those_of_the_scale(drawn):
    fills = {grade.fill for grade in small().all_grades.values()}
    on_fills = {grade.on_fill for grade in small().all_grades.values()}
    for chart in one_of_each_kind().values():
        for svg in svgs(drawn)[chart.chart_id]:
            used = set(re.findall(r'fill="(#[^"]+)"', svg))
            assert used <= fills | on_fills | {"#3B7DB5"}, chart.chart_id
            assert {
                fill for text in re.findall(r"<text[^>]*>", svg) for fill in re.findall(r'fill="([^"]+)"', text)
            } <= (on_fills | {"currentColor"})


def test_pictures_are_light(drawn):
    for name, layouts in svgs(drawn).items():
        assert all(len(svg.encode()) < LARGEST for svg in layouts), name


def test_of_many_units_no_more_signs_are_drawn_than_stand_above_each_other(processes):
    files = render_charts([replace(many(others), chart_id=f"of-{others}") for others in (30, 300)], None, processes)
    signs = {name: len(re.findall(r'<path [^>]*fill="#', wide)) for name, (wide, _) in svgs(files).items()}
    assert signs == {"of-30": 2 + 10 + 10 + 2, "of-300": 2 + 12 + 12 + 2}  # and two in the key


def test_the_picture_passed_on_says_what_it_is(drawn):
    for chart in one_of_each_kind().values():
        root = parsed(drawn[f"charts/{chart.chart_id}-picture.svg"])
        said = " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))
        for words in (chart.headline, chart.subtitle, chart.source):
            assert words in re.sub(r"\s+", " ", said), chart.chart_id


def marks_of(picture: ET.Element) -> list[str]:
    """The shapes of all marks of a picture, in their order."""
    return [str(shape.get("d")) for shape in picture.iter(f"{SVG}path") if shape.get("fill") not in {None, "white"}]


def encodings(part: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Every channel of a specification that shows a field, by its name."""
    if isinstance(part, dict):
        for name, inner in part.items():
            if name == "encoding":
                yield from ((channel, shown) for channel, shown in inner.items() if "field" in shown)
            elif name != "datasets":
                yield from encodings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from encodings(inner)


def test_a_published_specification_is_whole_names_what_it_shows_and_draws_the_picture(drawn, processes):
    for chart in one_of_each_kind().values():
        published = json.loads(drawn[f"charts/{chart.chart_id}.json"])
        alt.LayerChart.validate(published)  # raises where the schema of Vega-Lite does not allow it
        assert '"url"' not in json.dumps(published)
        assert published["description"] == f"{chart.headline} {chart.subtitle}. {chart.description}"
        assert published["datasets"]["rows"]
        shown = [(channel, name) for channel, name in encodings(published) if name["field"] in chart.columns]
        assert shown
        assert {"x", "y"} & {channel for channel, _ in encodings(published)}
        for channel, name in shown:
            if (
                channel not in {"x2", "y2"} and name.get("bandPosition") != 0
            ):  # the end of a mark has no title of its own
                assert name["title"] == chart.columns[name["field"]], (chart.chart_id, channel, name)
        svg = parsed(processes.submit(vl_convert.vegalite_to_svg, published).result())
        picture = parsed(drawn[f"charts/{chart.chart_id}-picture.svg"])
        assert marks_of(svg) == marks_of(picture) == marks_of(parsed(svgs(drawn)[chart.chart_id][0]))
        said = "".join(" ".join(svg.itertext()).split())
        assert all("".join(words.split()) in said for words in (chart.headline, chart.subtitle, chart.source))


def test_pngs_are_pictures_wide_enough_for_a_slide(drawn):
    for path, content in drawn.items():
        if path.endswith(".png"):
            assert isinstance(content, bytes)
            assert content.startswith(b"\x89PNG\r\n\x1a\n")
            assert int.from_bytes(content[16:20]) >= 600, path
            assert len(content) < 80_000, path


def test_the_same_charts_give_the_same_bytes_in_other_processes_and_from_the_cache(drawn, processes, tmp_path):
    charts = [*one_of_each_kind().values()]
    with other_processes() as others:
        assert render_charts(charts, tmp_path, others) == drawn
    assert render_charts(reversed(charts), tmp_path, processes) == drawn


def test_a_drawing_is_taken_from_the_cache_until_its_data_change(processes, tmp_path):
    chart = one_of_each_kind()["publications"]
    files = render_charts([chart], tmp_path, processes)
    kept = {file: file.stat().st_ino for file in tmp_path.rglob("*") if file.is_file()}
    assert len(kept) == 1  # all its files together
    assert render_charts([chart], tmp_path, processes) == files
    assert {file: file.stat().st_ino for file in tmp_path.rglob("*") if file.is_file()} == kept
    changed = render_charts([replace(chart, rows=chart.rows[:-1])], tmp_path, processes)
    assert changed[f"charts/{chart.chart_id}.svg"] != files[f"charts/{chart.chart_id}.svg"]


def test_a_damaged_entry_of_the_cache_is_made_again(tmp_path):
    cache = Cache(tmp_path)
    assert cache.get("abcdef", lambda: b"content") == b"content"
    (kept,) = (file for file in tmp_path.rglob("*") if file.is_file())
    for damage in (kept.read_bytes()[:-1], b"", b"x" * 40):
        kept.write_bytes(damage)
        assert cache.get("abcdef", lambda: b"content") == b"content"
    assert cache.get("abcdef", lambda: b"other") == b"content"


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
    chart = all_scores()
    html = figure_html(chart, "../../", site_url="https://ratings.example/sub/", page="pdus/")
    markup = Markup(html)
    assert markup.tags[0] == (
        "figure",
        {
            "class": "chart",
            "id": f"chart-{chart.chart_id}",
            "data-search-exclude": None,
            "data-explore": json.dumps(words_of("search")["explore"], ensure_ascii=False),
        },
    )
    assert markup.of("div")[0] == {"class": "chart-picture", "data-chart": f"charts/{chart.chart_id}.svg"}
    links = [link["href"] for link in markup.of("a") if "download" in link]
    assert links == [f"../../charts/{chart.chart_id}{end}" for end in (".png", "-picture.svg", ".csv", ".json")]
    assert len(markup.of("table")) == len(markup.of("caption")) == 1
    assert {heading["scope"] for heading in markup.of("th")} == {"col", "row"}
    assert "\n\n" not in html
    assert not re.search(r"<script|\sstyle=|\son\w+=", re.sub(r"<code>.*?</code>", "", html))


def test_what_others_embed_is_a_picture_of_one_version_or_of_the_newest_with_a_link_and_no_script():
    chart = one_of_each_kind()["standards"]
    assert "<code>" not in figure_html(chart)
    html = figure_html(chart, site_url="https://ratings.example/", page="pdus/a/", version="1.2.3")
    snippets = [unescape(code) for code in re.findall(r"<code>(.*?)</code>", html)]
    newest = "A chart of Probation ratings as it is now; the page that it leads to says in words what it shows."
    told = (("charts/1.2.3/{}.svg", chart.headline), ("charts/{}-picture.svg", newest))
    for snippet, (picture, said) in zip(snippets, told, strict=True):
        tags = Markup(snippet).tags
        assert [tag for tag, _ in tags] == ["figure", "a", "img", "figcaption"]
        assert tags[1][1] == {"href": f"https://ratings.example/pdus/a/#chart-{chart.chart_id}"}
        assert tags[2][1] == {
            "src": f"https://ratings.example/{picture.format(chart.chart_id)}",
            "alt": said,
            "width": "720",
            "style": "max-width:100%;height:auto",
        }
    pinned, following = snippets
    assert f"<figcaption>{escape(chart.headline)} {escape(chart.source)}</figcaption>" in pinned
    assert re.search(r"version \d+\.\d+\.\d+.*Licence", chart.source)
    assert "Open Government Licence" in following
    assert not [said for said in (chart.headline, chart.source, "1.2.3") if said in following], "a later one differs"


def test_text_from_the_tables_is_never_read_as_markup(processes):
    nasty = "<b>\"Bold\" & 'sharp'</b>"
    chart = one_of_each_kind()["standards"]
    rows = ((nasty, *chart.rows[0][1:]), *chart.rows[1:])
    hostile = replace(chart, rows=rows, headline=nasty, subtitle=nasty, source=nasty)
    assert "<b>" not in figure_html(hostile, site_url="https://ratings.example/")
    files = render_charts([hostile], None, processes)
    assert "<b>" not in str(files[f"charts/{chart.chart_id}.svg"])
    assert parsed(files[f"charts/{chart.chart_id}-picture.svg"])[0].text.startswith(nasty)


def test_the_charts_of_all_pdus_are_light_on_the_real_package(processes):
    largest = [chart for chart in every_chart(real()) if chart.chart_id in {"scores-all-pdus", "overall-ratings"}]
    files = render_charts(largest, None, processes)
    assert all(len(svg.encode()) < LARGEST for layouts in svgs(files).values() for svg in layouts)


def test_the_chart_of_a_standard_is_light_with_as_many_regions_as_it_names(processes):
    names = [f"Region {number}" for number in range(charts.MANY // (1 + len(GRADES)))]
    regions = [a_region(name, map_number=row, grid_row=row) for row, name in enumerate(names, 1)]
    units = [(f"Unit of {name} {grade}", name, grade) for name in names for grade in GRADES]
    rated = [row for unit, _, grade in units for row in fully_rated(unit, *[grade] * 7)]
    directory = directory_of(*regions, *(a_pdu(unit, region) for unit, region, _ in units), *rated)
    chart = counted.shares_of_one_standard(directory, f"{CURRENT}-pdu-leadership")
    assert chart is not None
    assert len(chart.rows) == len(names) + 1
    (layouts,) = svgs(render_charts([chart], None, processes)).values()
    assert max(len(svg.encode()) for svg in layouts) < LARGEST
