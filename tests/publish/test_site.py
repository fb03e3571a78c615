import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.peers import ZENSICAL, write_for_zensical
from build_site import how_to_see_it
from ratings_site.pages.frame import frame_words
from ratings_site.publish.finish import finish
from ratings_site.publish.output import DRAWN, write
from ratings_site.publish.problems import PublishError
from ratings_site.publish.site import publish, site_address, site_contact
from tests.publish.projects import DAY, ROOT, a_page, a_project, contents, pages, publish_quietly, published, tree_below

CHART = '<figure class="chart"><div class="chart-picture" data-chart="charts/synthetic.svg"></div></figure>'
CHARTED = pages(**{"method.md": a_page("Method", f"{CHART}\n\nThe composite score is a sum.")})

PUBLISH = """
import sys
from pathlib import Path
from tests.publish.projects import publish_quietly
publish_quietly(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("site"), CHARTED)


def refused(folder: Path, files: Mapping[str, str | bytes]) -> tuple[str, ...]:
    """The problems that stop the publication of these generated files."""
    with pytest.raises(PublishError) as stopped:
        published(folder, files)
    return stopped.value.problems


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"SITE_URL": "https://ratings.example"}, "https://ratings.example/"),
        ({"SITE_URL": "https://host.example/repo/", "SITE_REPOSITORY": "Staff/x"}, "https://host.example/repo/"),
        ({"SITE_URL": "", "SITE_REPOSITORY": "Staff/Ratings"}, "https://staff.github.io/Ratings/"),
        ({"SITE_REPOSITORY": "Staff/staff.github.io"}, "https://staff.github.io/"),
    ],
)
def test_the_site_knows_where_it_will_stand(
    environment: dict[str, str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SITE_URL", "SITE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert site_address() == address


def test_a_chart_stands_in_its_page_and_out_of_the_search(site: Path) -> None:
    page = (site / "method" / "index.html").read_text(encoding="utf-8")
    assert '<div class="chart-picture" data-chart="charts/synthetic.svg" data-search-exclude><svg' in page
    assert not (site / "charts" / "synthetic.svg").exists()
    assert "A synthetic chart" not in (site / "search" / "search_index.json").read_text(encoding="utf-8")


def test_a_unit_has_one_short_entry_in_the_search_and_prose_one_for_each_heading(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert entries["pdus/northtown/"] == {
        "location": "pdus/northtown/",
        "title": "Northtown",
        "text": "Rated Good. · Anytown",
    }
    assert entries["method/"]["text"] == "The composite score is a sum."
    assert entries["glossary/#composite-score"]["title"] == "Composite score"
    assert not [location for location in entries if location.startswith(("404", "pdus/northtown/#"))]


def test_every_page_says_the_policy_that_the_headers_say(site: Path) -> None:
    policies = {
        line.split('content="')[1].split('">')[0]
        for page in site.rglob("*.html")
        for line in page.read_text(encoding="utf-8").splitlines()
        if "Content-Security-Policy" in line
    }
    assert len(policies) == 1
    policy = policies.pop()
    assert policy.count("'sha256-") == 3
    assert "unsafe" not in policy
    assert f"Content-Security-Policy: {policy};" in (site / "_headers").read_text(encoding="utf-8")


def test_every_page_tells_paper_its_address(site: Path) -> None:
    page = (site / "pdus" / "northtown" / "index.html").read_text(encoding="utf-8")
    assert "This page: https://site.example/pdus/northtown/</p>" in page


def test_a_missing_address_gets_a_page_that_no_list_names(site: Path) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/pdus/"' in page
    assert 'src="/assets/not-found.js"' in page
    assert 'rel="canonical"' not in page
    assert not (site / "404").exists()
    assert "404" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_below_a_path_the_page_for_a_missing_address_leads_back_to_the_site(tmp_path: Path) -> None:
    site = published(tmp_path, pages(), "https://site.example/ratings/")
    page = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/ratings/pdus/"' in page
    assert 'href="/pdus/"' not in page
    assert '"base": "/ratings/"' in page


def test_nothing_that_serves_no_reader_is_published(site: Path) -> None:
    names = set(contents(site))
    assert not [name for name in names if name.endswith(".map") or "/lunr/" in name or "favicon.png" in name]
    scripts = [path.read_text(encoding="utf-8") for path in site.rglob("*.js")]
    assert not [script for script in scripts if "sourceMappingURL" in script]


def test_the_menu_leaves_out_pages_that_this_package_has_not_got(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="regions/"' in home
    assert "regions/wales/" not in home


def test_the_same_project_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert contents(published(tmp_path, CHARTED)) == contents(site)


def test_after_edits_and_damage_what_was_kept_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    town = a_page("Northtown & Southtown", "<p>Rated.</p>", '<h1 data-pdu-id="northtown">North</h1>')
    edits: tuple[dict[str, str | bytes], ...] = (
        {"method.md": a_page("Method", "<p>Another sum.</p>")},
        {"pdus/northtown.md": town, "glossary.md": a_page("Glossary", "## Another word\n\nA sum of points.")},
    )
    files = dict(CHARTED)
    publish_quietly(a_project(tmp_path, files), tmp_path / "site")
    for edit in edits:
        files |= edit
        kept = sorted(file for file in (tmp_path / "project" / ".cache").rglob("*") if file.is_file())
        for at in range(0, len(kept), 3):
            kept[at].write_bytes(b"damaged")
        publish_quietly(a_project(tmp_path, files), tmp_path / "site")
    assert contents(tmp_path / "site") == contents(published(tmp_path / "fresh", files))


def test_a_file_that_a_page_links_in_markdown_is_published_as_it_is_now(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**CHARTED, "method.md": a_page("Method", "[The table](data/latest/t.csv)")}
    for content in (b"one", b"other"):
        publish_quietly(a_project(tmp_path, files | {"data/latest/t.csv": content}), tmp_path / "site")
        assert (tmp_path / "site" / "data" / "latest" / "t.csv").read_bytes() == content


def test_what_is_drawn_may_come_while_mkdocs_is_at_work_also_where_a_page_links_it_in_markdown(tmp_path: Path) -> None:
    linked = "[The picture](charts/synthetic.svg) [A table](data/t.csv)"
    files: dict[str, str | bytes] = {**CHARTED, "method.md": a_page("Method", linked), "data/t.csv": "one"}
    whole = published(tmp_path / "whole", files)
    drawn = {path: content for path, content in files.items() if path.startswith(DRAWN)}
    assert drawn
    project = a_project(tmp_path, {path: content for path, content in files.items() if path not in drawn})
    write({"charts/old.svg": "<svg/>"}.items(), project / "docs", DRAWN)
    publish(
        project, tmp_path / "site", date_epoch=DAY, progress=lambda _: None, words=frame_words(),
        address="https://site.example/", drawn=drawn.items(),
    )  # fmt: skip
    assert contents(tmp_path / "site") == contents(whole)


def test_a_link_in_markdown_to_what_is_not_drawn_stops_the_build(tmp_path: Path) -> None:
    said = refused(tmp_path, {**CHARTED, "method.md": a_page("Method", "[The picture](charts/none.svg)")})
    assert ["charts/none.svg" in problem for problem in said] == [True]


def test_a_planted_broken_link_stops_the_build_and_leaves_the_old_site(site: Path) -> None:
    before = contents(site)
    broken = pages(**{"method.md": a_page("Method", "[gone](no-such-page.md) and [away](data/index.md#nowhere)")})
    problems = refused(site.parent, broken)
    assert [problem.split(" leads nowhere")[0] for problem in problems] == [
        "docs/method.md: the link no-such-page.md",
        "docs/method.md: the link data/index.md#nowhere",
    ]
    assert contents(site) == before
    assert sorted(path.name for path in site.parent.iterdir()) == ["project", "site"]


def test_everything_that_mkdocs_does_not_see_is_found_in_one_run(tmp_path: Path) -> None:
    wrong = (
        '<a href="../gone/">x</a> <img src="../gone.png" alt=""> <b style="color:red">y</b>\n'
        '<div class="chart-picture" data-chart="charts/gone.svg"></div>\n<script>alert(1)</script>\n<p>nan</p>'
    )
    problems = refused(tmp_path, pages(**{"method.md": a_page("Method", wrong)}))
    assert problems == (
        "method/index.html: 'nan' shows a missing value that the page should say in words",
        'method/index.html: <b style="color:red"> is forbidden by the security policy',
        "method/index.html: an inline script that is none of the theme's: 'alert(1)'",
        "method/index.html: gone.png leads nowhere",
        "method/index.html: gone/ leads nowhere",
        "method/index.html: there is no picture charts/gone.svg",
    )


def test_a_page_that_the_menu_names_and_nobody_wrote_is_said_in_plain_words(tmp_path: Path) -> None:
    project = a_project(tmp_path, pages())
    (project / "docs" / "about.md").unlink()
    with pytest.raises(PublishError) as stopped:
        publish_quietly(project, tmp_path / "site")
    assert "mkdocs.yml: the menu names about.md, which is not in docs/" in stopped.value.problems


def test_a_build_that_is_killed_leaves_the_old_site(tmp_path: Path) -> None:
    site = published(tmp_path, pages())
    before = contents(site)
    for seconds in (0.3, 0.9, 1.3):
        command = [sys.executable, "-c", PUBLISH, str(tmp_path / "project"), str(site)]
        program = subprocess.Popen(command, cwd=ROOT)
        time.sleep(seconds)
        program.send_signal(signal.SIGKILL)
        program.wait()
        assert contents(site) == before


def test_an_address_that_ends_without_a_slash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"ends in a slash: https://site\.example/ratings/"):
        published(tmp_path, pages(), "https://site.example/ratings")


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ({}, ""),
        ({"SITE_REPOSITORY": "Staff/Ratings"}, "https://github.com/Staff/Ratings/issues/new"),
        ({"SITE_REPOSITORY": "Staff/Ratings", "SITE_CONTACT": "mailto:a@b.example"}, "mailto:a@b.example"),
    ],
)
def test_a_mistake_is_reported_to_who_is_named_or_to_the_repository(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], contact: str
) -> None:
    for name in ("SITE_CONTACT", "SITE_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert site_contact() == contact
    assert ("Set SITE_CONTACT" in how_to_see_it()) == (contact == "")


def test_zensical_builds_the_same_tree(tmp_path: Path) -> None:
    twin = a_page("Home").replace("---\n", '---\ntwin: "method/"\n', 1)
    project = a_project(tmp_path, {**CHARTED, "index.md": twin})
    build = write_for_zensical(project, tmp_path / "zensical", frame_words(), {"SITE_URL": "https://site.example/"})
    subprocess.run(build, check=True, capture_output=True)
    built = tmp_path / "zensical" / "site"
    tree = tree_below(built)
    finished = finish(tree, address="https://site.example/", theme=ZENSICAL, words=frame_words())
    publish_quietly(project, tmp_path / "mkdocs")
    ours = {name for name in contents(tmp_path / "mkdocs") if name.endswith(".html")}
    assert {name for name in tree if name.endswith(".html")} == ours
    assert finished.pages == len(ours)
    assert finished.charts == 1
    home = tree.text("index.html")
    assert "Content-Security-Policy" in home
    assert '<nav class="site-menu" aria-label="Menu">' in home


def test_every_page_asks_for_one_style_sheet_of_ours(site: Path) -> None:
    page = (site / "pdus" / "northtown" / "index.html").read_text(encoding="utf-8")
    ours = [link for link in page.split('<link rel="stylesheet" href="')[1:] if "/stylesheets/" not in link]
    assert [link.split('"')[0] for link in ours] == ["../../assets/styles.css"]
    listed = ("site", "parts", "ratings", "charts", "search", "find", "compare", "print")
    sheets = [(site / "assets" / f"{name}.css").read_text(encoding="utf-8") for name in listed]
    assert (site / "assets" / "styles.css").read_text(encoding="utf-8") == "\n".join(sheets)


def test_a_style_sheet_that_is_not_there_is_said_in_plain_words(tmp_path: Path) -> None:
    project = a_project(tmp_path, pages())
    (project / "docs" / "assets" / "print.css").unlink()
    with pytest.raises(PublishError) as stopped:
        publish_quietly(project, tmp_path / "site")
    assert stopped.value.problems == ("mkdocs.yml: the style sheet assets/print.css is not in docs/",)
