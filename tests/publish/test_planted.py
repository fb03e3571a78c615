"""A fault planted into what MkDocs built, or into what is finished, stops the publication and is named by its place.

All faults of a stage are planted into one tree, each into a file of its own: a run names everything that is wrong.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_site import ratings_as_typed
from ratings_site.kept import Cache
from ratings_site.pages.frame import frame_words
from ratings_site.publish.finish import Finished, finish
from ratings_site.publish.light import put_back
from ratings_site.publish.output import Tree, lay_out, paths_below, source_files
from ratings_site.publish.problems import PublishError
from ratings_site.publish.programs import run_mkdocs
from ratings_site.publish.readback import check_ratings
from ratings_site.publish.theme import MATERIAL
from ratings_site.publish.tree import check_files, check_meant
from tests.conftest import DRAWINGS
from tests.publish.hostile import SITE, a_whole_package, project_of
from tests.publish.projects import DAY, tree_below


@dataclass(frozen=True)
class Fault:
    """What is changed in a file, and what is said of it. `find` is a pattern; without one the text is appended."""

    name: str
    path: str
    find: str
    put: str
    says: str


STANDARD = "standards/core-2023-pdu-{}"
HEAD, BODY, MAIN = "</head>", "</body>", "(?=</article>)"
OF_PAGES = (
    Fault("a broken link", "about", MAIN, '<a href="../gone/">x</a>', "gone/ leads nowhere"),
    Fault("a broken picture", "accessibility", MAIN, '<img src="../gone.png" alt="">', "gone.png leads nowhere"),
    Fault("a picture of another site", "inspections", MAIN, '<img src="https://elsewhere.example/x.png" alt="">',
          "would be asked of another site"),
    Fault("a broken set of pictures", "audit", MAIN, '<img srcset="../no.png 2x" src="../assets/favicon.svg" alt="">',
          "no.png leads nowhere"),
    Fault("a missing part of the page", "changes", MAIN, '<a href="#nowhere">x</a>', "has no part called 'nowhere'"),
    Fault("a missing part of another", "compare", MAIN, '<a href="../about/#nowhere">x</a>',
          "leads to about/index.html, which has no part"),
    Fault("an id twice", "corrections", MAIN, '<i id="twice"></i><i id="twice"></i>',
          "the id 'twice' stands in the page more than once"),
    Fault("an unclosed element", "data", MAIN, "<div>", "an element <div> is not closed"),
    Fault("a script of another site", "data/api", HEAD, '<script src="https://elsewhere.example/a.js"></script></head>',
          "would be asked of another site"),
    Fault("a frame", "data/dictionary", MAIN, '<iframe src="https://elsewhere.example/"></iframe>',
          "would be asked of another site"),
    Fault("an object", "data/using-the-data", MAIN, '<object data="https://elsewhere.example/"></object>',
          "would be asked of another site"),
    Fault("a form that leads away", "errors", MAIN, '<form action="https://elsewhere.example/"></form>',
          "would be asked of another site"),
    Fault("a button that leads away", "find", MAIN, '<button formaction="https://elsewhere.example/">x</button>',
          "would be asked of another site"),
    Fault("a link that tells another site", "glossary", MAIN,
          '<a href="../about/" ping="https://elsewhere.example/">x</a>', "would be asked of another site"),
    Fault("an inline script", "method", BODY, "<script>x()</script></body>",
          "an inline script that is none of the theme's"),
    Fault("an attribute that acts", "policy", MAIN, '<p onclick="x()">x</p>', "is forbidden by the security policy"),
    Fault("an unsafe link", "publications", MAIN, '<a href="http://elsewhere.example/">x</a>',
          "is not a link that can be published"),
    Fault("a script as a link", "ratings", MAIN, '<a href="javascript:x()">x</a>',
          "is forbidden by the security policy"),
    Fault("data as a link", "regions", MAIN, '<a href="data:text/html,x">x</a>', "is not a link that can be published"),
    Fault("a refresh", "standards", HEAD,
          '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"></head>', "would divert readers"),
    Fault("a page kept from robots", "pdus", HEAD, '<meta name="robots" content="noindex"></head>',
          "would divert readers"),
    Fault("another base", "regions/southland", HEAD, '<base href="https://elsewhere.example/"></head>',
          "would divert readers"),
    Fault("no language", "pdus/alderby", '<html lang="en"', "<html", "the page does not say its language"),
    Fault("another language", "pdus/bexwick", '<html lang="en"', '<html lang="fr"',
          "the page says that its language is 'fr'"),
    Fault("a template left over", "pdus/corvale", MAIN, "<p>{{ name }}</p>", "is left over from a template"),
    Fault("a missing value", "pdus/dunmere", MAIN, "<p>a score of NaN</p>", "shows a missing value"),
    Fault("the address of another page", "regions/northland", 'rel="canonical" href="[^"]*"',
          f'rel="canonical" href="{SITE}about/"', f"says that it stands at {SITE}about/"),
    Fault("the address of another host", "cy", 'rel="canonical" href="[^"]*"',
          'rel="canonical" href="https://elsewhere.example/cy/"',
          "says that it stands at https://elsewhere.example/cy/"),
    Fault("no picture to pass on", "cy/regions/southland", 'og:image" content="[^"]*',
          f'og:image" content="{SITE}pictures/gone.png', "pictures/gone.png leads nowhere"),
    Fault("a link to a feed that is not there", "cy/pdus/dunmere", 'href="[^"]*feed.xml"', 'href="../gone.xml"',
          "gone.xml leads nowhere"),
    Fault("JSON-LD that is none", "", '"@context"', '"@context', "a block of data cannot be read"),
    Fault("another policy", "best-practices", '<meta charset="utf-8">', '<meta charset="latin-1">',
          "does not begin with <meta charset"),
    Fault("an end without a beginning", STANDARD.format("leadership"), MAIN, "</em>", "</em> ends nothing"),
    Fault("a link in a link", STANDARD.format("staffing"), MAIN, '<a href="../">x <a href="../">y</a></a>',
          "<a> stands in another link"),
    Fault("a block in a paragraph", STANDARD.format("services"), MAIN, "<p>x <div>y</div></p>",
          "<div> stands in a paragraph"),
    Fault("an attribute twice", STANDARD.format("assessment"), MAIN, '<i class="a" class="b">x</i>',
          "<i> has an attribute twice"),
    Fault("a picture without words", STANDARD.format("planning"), MAIN, '<img src="../../assets/favicon.svg">',
          "<img> has no alt"),
    Fault("an unknown element", STANDARD.format("reviewing"), MAIN, "<blink>x</blink>", "there is no element <blink>"),
    Fault("an item without a list", STANDARD.format("implementation-and-delivery"), MAIN, "<div><li>x</li></div>",
          "<li> stands in <div>"),
    Fault("a value that is none", "standards/core-2023-region-leadership", MAIN, '<b tabindex="x">y</b>',
          "that is no value of tabindex"),
    Fault("a name for nothing", "standards/core-2023-region-staffing", MAIN, '<b aria-labelledby="gone">y</b>',
          "an element refers to 'gone'"),
    Fault("no heading", "standards/core-2023-region-public-protection", "(?s)<h1([^>]*)>.*?</h1>", r"<h1\1></h1>",
          "the first heading (h1) is empty"),
    Fault("an element that nothing closes", "standards/core-2023-region-statutory-victim-work", BODY,
          "<div><b></div></body>", "<b> is not closed"),
)  # fmt: skip
OF_AREAS = (
    Fault("the title of another area", "pdus/alderby", "<title>[^<]*", "<title>Bexwick - x",
          "the title is 'Bexwick - x'"),
)  # fmt: skip
OF_TEXTS = (
    Fault("a feed that leads nowhere", "feed.xml", f'href="{SITE}(?:pdus|inspections)/[^"]*"',
          f'href="{SITE}pdus/gone/"', "pdus/gone/ leads nowhere"),
    Fault("a site map that leads nowhere", "sitemap.xml", "<loc>[^<]*about/", f"<loc>{SITE}gone/",
          "gone/ leads nowhere"),
    Fault("a style sheet of another site", "assets/site.css", "^", '@import "https://elsewhere.example/a.css";',
          "would be asked of another site"),
    Fault("a picture in a style sheet", "assets/find.css", "^", "b{background:url(gone.png)}",
          "gone.png leads nowhere"),
    Fault("a request to another site", "assets/site.js", "^", 'fetch("https://elsewhere.example/");',
          "would be asked of another site"),
)  # fmt: skip
OF_FILES = (
    Fault("a download emptied", "data/latest/ratings.csv", "(?s).*", "", "it is empty"),
    Fault("a download altered", "data/latest/pdus.csv", "Alderby", "Elderby",
          "it is not the file that data/latest/SHA256SUMS names"),
    Fault("a download that no list has", "data/latest/more.csv", "", "x", "data/latest/SHA256SUMS does not name it"),
    Fault("a Parquet file cut off", "data/latest/ratings.parquet", "CUT", "", "it is cut off"),
    Fault("a picture cut off", "charts/*.png", "CUT", "", "it is cut off"),
    Fault("a picture for links cut off", "pictures/*/*.png", "CUT", "", "it is cut off"),
    Fault("a database cut off", "data/latest/probation-ratings.sqlite", "CUT", "", "it is not the file that"),
    Fault("a feed that is no XML", "feed.xml", "</feed>", "", "it cannot be read"),
    Fault("an API that is no JSON", "api/pdus.json", r"\{", "[", "it cannot be read"),
    Fault("a drawing that is no XML", "charts/*-picture.svg", "</svg>", "", "it cannot be read"),
    Fault("an API without a region", "api/regions.json", '"region_id": "northland"', '"region_id": "gone"',
          "it does not name regions/northland/"),
    Fault("a site map without a page", "sitemap.xml", "(?s)<loc>[^<]*/pdus/alderby/</loc>", "",
          "it does not name pdus/alderby/"),
    Fault("a finder without a unit", "find/index.json", '"pdus/alderby/"', '"pdus/bexwick/"',
          "it does not name pdus/alderby/"),
    Fault("a search without a unit", "search/search_index.json", '"pdus/alderby/"', '"pdus/bexwick/"',
          "it does not name pdus/alderby/"),
    Fault("a packed site map of old", "sitemap.xml.gz", "OLD", "", "it holds something else than sitemap.xml"),
    Fault("no robots", "robots.txt", "Allow: /", "Disallow: /", "it keeps search engines out"),
    Fault("a heavy page", "method/index.html", MAIN, f"<p hidden>{'x' * 2_000_000}</p>", "it weighs"),
    Fault("a heavy picture", "assets/heavy.png", "", "x" * 2_000_000, "it weighs"),
    Fault("a heavy script", "assets/site.js", "^", f"/*{'x' * 2_000_000}*/", "it weighs"),
)  # fmt: skip
OF_RATINGS = (
    Fault("a rating in the table of all", "ratings/index.html",
          r'(data-key="alderby-2024/core-2023-pdu-leadership".*?data-rating=")Good', r"\1Inadequate",
          "core-2023-pdu-leadership is shown as 'Inadequate'; the table says 'Good'"),
    Fault("the headline of a unit", "pdus/alderby/index.html",
          r'(<p class="headline">[^<]*<span class="rating" data-rating=")Requires improvement', r"\1Outstanding",
          "alderby is headed 'Outstanding'; the table says 'Requires improvement'"),
    Fault("a unit headed as if its report were withdrawn", "pdus/corvale/index.html",
          r'(<p class="headline">[^<]*<span class="rating[^"]*" data-rating=")[^"]*', r"\1withdrawn",
          "corvale is headed 'withdrawn'; the table says ''"),
    Fault("the headline of an inspection", "inspections/alderby-2024/index.html",
          r'(<p class="headline">[^<]*<span class="rating" data-rating=")Requires improvement', r"\1Outstanding",
          "alderby-2024 is headed 'Outstanding'; the table says 'Requires improvement'"),
    Fault("a rating in a list of units", "pdus/index.html",
          r'(pdus/alderby/">[^<]*</a>\s*<span class="rating" data-rating=")Requires improvement', r"\1Inadequate",
          "alderby is shown as 'Inadequate', as which it was never rated"),
    Fault("a word beside another rating", "regions/northland/index.html", "</span> Requires improvement</span>",
          "</span> Good</span>", "a rating of 'Requires improvement' is written 'Good'"),
    Fault("a chart's file", "charts/scores-all-pdus.csv", "Requires improvement", "Outstanding",
          "no row of the tables says what this one says: Northland, Alderby, 11, Outstanding"),
    Fault("a chart's drawing", "charts/scores-all-pdus.json", r'"overall":\s*"Requires improvement"',
          '"overall":"Good"', ".json draws something else"),
    Fault("a download of ratings", "data/latest/ratings.csv", ",Inadequate,", ",Good,",
          "core-2023-pdu-staffing is 'Good'; the table says 'Inadequate'"),
    Fault("a download of inspections", "data/latest/inspections.json", '"overall":"Requires improvement"',
          '"overall":"Good"', "alderby-2024 is 'Good'; the table says 'Requires improvement'"),
    Fault("the flat table", "data/latest/all-ratings.json", '"rating":"Inadequate"', '"rating":"Good"',
          "is 'Good'; the table says 'Inadequate'"),
    Fault("the database", "data/latest/probation-ratings.sqlite", "SQL",
          "UPDATE inspections SET overall = 'Good' WHERE inspection_id = 'alderby-2024'", "alderby-2024 is 'Good'"),
)  # fmt: skip
LOST = (
    "pdus/alderby/index.html",
    "data/latest/ratings.csv",
    "charts/region-tiles.csv",
    "index.html",
    "about/index.html",
)
STRAY = ("ratings (1).csv", ".well-known/x", "evil.html", "data/latest/copy.csv", "assets/Thumbs.db")


@dataclass(frozen=True)
class Built:
    """A small project, what MkDocs made of it, and the finished site."""

    project: Path
    raw: Path
    site: Path
    finished: Finished


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("planted")
    project = project_of(folder, a_whole_package(), DRAWINGS)
    environment = {"SITE_URL": SITE, "SOURCE_DATE_EPOCH": str(DAY)}
    made, light = run_mkdocs(project, folder / "room", environment, frame_words(), Cache(None))
    whole = {path: file for path, file in source_files(project / "docs").items() if not path.endswith(".md")} | {
        path: put_back(content.decode(), light[path], path).encode() if path in light else content
        for path, content in Tree(made).items()
    }
    lay_out(whole, folder / "raw", folder / "none")
    tree = tree_below(folder / "raw")
    judged = finished(tree)
    lay_out(tree, folder / "site", folder / "raw")
    return Built(project, folder / "raw", folder / "site", judged)


def finished(site: Tree) -> Finished:
    return finish(site, address=SITE, theme=MATERIAL, words=frame_words())


def planted(tree: Path, folder: Path, faults: Iterable[Fault], *, is_page: bool = False) -> Path:
    """A copy of a tree with the faults in it."""
    shutil.copytree(tree, folder / "planted")
    for fault in faults:
        path = f"{fault.path}/index.html".lstrip("/") if is_page else fault.path
        plant(next(iter(sorted((folder / "planted").glob(path))), folder / "planted" / path), fault)
    return folder / "planted"


def plant(file: Path, fault: Fault) -> None:
    if fault.find == "SQL":
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(fault.put)
    elif fault.find == "CUT":
        file.write_bytes(file.read_bytes()[:-20])
    elif fault.find == "OLD":
        file.write_bytes(bytes.fromhex("1f8b08000000000000030300000000000000000000"[:40]))
    elif not fault.find:
        file.write_text(fault.put, encoding="utf-8")
    else:
        text, times = re.subn(fault.find, fault.put, file.read_text(encoding="utf-8"), count=1)
        assert times == 1, fault
        file.write_text(text, encoding="utf-8")


def unnamed(faults: Iterable[Fault], problems: Iterable[str], *, is_page: bool = False) -> list[str]:
    """The faults that no problem names."""
    said = list(problems)
    return [
        fault.name
        for fault in faults
        if not any(_begins(problem, fault, is_page=is_page) and fault.says in problem for problem in said)
    ]


def _begins(problem: str, fault: Fault, *, is_page: bool) -> bool:
    place = f"{fault.path}/index.html:".lstrip("/") if is_page else re.escape(fault.path).replace(r"\*", "[^/]*")
    return bool(re.match(place, problem))


@pytest.mark.parametrize("faults", [OF_PAGES, OF_AREAS], ids=["each", "of areas"])
def test_a_fault_in_a_page_stops_the_publication(built: Built, tmp_path: Path, faults: tuple[Fault, ...]) -> None:
    with pytest.raises(PublishError) as stopped:
        finished(tree_below(planted(built.raw, tmp_path, faults, is_page=True)))
    assert unnamed(faults, stopped.value.problems, is_page=True) == []


def test_a_fault_in_a_style_sheet_a_script_or_a_list_stops_the_publication(built: Built, tmp_path: Path) -> None:
    with pytest.raises(PublishError) as stopped:
        finished(tree_below(planted(built.raw, tmp_path, OF_TEXTS)))
    assert unnamed(OF_TEXTS, stopped.value.problems) == []


def test_a_fault_in_a_file_stops_the_publication(built: Built, tmp_path: Path) -> None:
    site = tree_below(planted(built.site, tmp_path, OF_FILES))
    assert unnamed(OF_FILES, check_files(site, built.finished.standing, SITE)) == []


def test_a_rating_that_is_not_the_tables_stops_the_publication(built: Built, tmp_path: Path) -> None:
    site = tree_below(planted(built.site, tmp_path, OF_RATINGS))
    assert unnamed(OF_RATINGS, check_ratings(site, ratings_as_typed(a_whole_package()))) == []


def test_what_is_lost_and_what_nobody_meant_stop_the_publication(built: Built, tmp_path: Path) -> None:
    shutil.copytree(built.raw, tmp_path / "site")
    for path in LOST:
        (tmp_path / "site" / path).unlink()
    for path in STRAY:
        (tmp_path / "site" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / path).write_text("x")
    problems = list(check_meant(built.project / "docs", paths_below(tmp_path / "site")))
    assert [path for path in LOST if not any(f": {path} is missing" in problem for problem in problems)] == []
    assert [path for path in STRAY if not any(problem.startswith(f"{path}: nothing") for problem in problems)] == []
    assert len(problems) == len(LOST) + len(STRAY)


def test_a_file_that_lies_among_the_pages_by_mistake_stops_the_publication(built: Built, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(built.project / "docs", docs)
    (docs / "ratings (1).csv").write_text("x")
    (docs / "assets" / "Copy of site.css").write_text("x")
    assert [problem.partition(" is no page")[0] for problem in check_meant(docs, paths_below(built.raw))][:1] == [
        "docs/assets/Copy of site.css"
    ]
    assert "docs/ratings (1).csv is no page" in "".join(check_meant(docs, paths_below(built.raw)))


def test_without_a_fault_nothing_is_said(built: Built) -> None:
    assert list(check_meant(built.project / "docs", paths_below(built.raw))) == []
    assert list(check_files(tree_below(built.site), built.finished.standing, SITE)) == []
    assert list(check_ratings(tree_below(built.site), ratings_as_typed(a_whole_package()))) == []
