"""Throw-away projects with synthetic pages, published with the real settings, theme and hand-written pages."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from ratings_site.pages.frame import frame_words
from ratings_site.publish.finish import Finished
from ratings_site.publish.output import Tree, paths_below, write
from ratings_site.publish.site import publish

ROOT = Path(__file__).parents[2]
DAY = 1_700_000_000
"""Seconds that stand for the time of a build."""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t" viewBox="0 0 9 9">'
    '<title id="t">A synthetic chart</title><rect width="9" height="9"/></svg>'
)


def a_page(title: str, body: str = "", heading: str = "") -> str:
    """A page of Markdown with the front matter that every page has."""
    head = heading or f"# {title}"
    return f'---\ntitle: "{title}"\ndescription: "A synthetic page about {title}."\n---\n{head}\n\n{body}\n'


def pages(**changes: str) -> dict[str, str | bytes]:
    """The smallest set of generated pages that the menu and the hand-written pages lead to."""
    pdu = '<p class="headline">Rated Good.</p>\n\n<dl class="facts"><dt>Places</dt><dd data-search>Anytown</dd></dl>'
    files: dict[str, str | bytes] = {
        "index.md": a_page("Home"), "find/index.md": a_page("Find"),
        "pdus/index.md": a_page("Units", '<a href="northtown/">Northtown</a>'),
        "pdus/northtown.md": a_page("Northtown", pdu, '<h1 data-pdu-id="northtown">Northtown</h1>'),
        "regions/index.md": a_page("Regions"), "standards/index.md": a_page("Standards"),
        "data/index.md": a_page("Data"), "method.md": a_page("Method", "The composite score is a sum."),
        "corrections.md": a_page("Corrections"), "errors.md": a_page("Problems"),
        "glossary.md": a_page("Glossary", "## Composite score\n\nA sum of points."),
        "accessibility.md": a_page("Accessibility"), "licences.md": a_page("Licences"), "charts/synthetic.svg": SVG,
        "assets/ratings.css": "", "pictures/site.png": b"\x89PNG\r\n\x1a\nIEND\xaeB`\x82", "feed.xml": "<feed/>",
        "feed.json": "{}",
    }  # fmt: skip
    return files | changes


def a_project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a project with these generated files."""
    project = folder / "project"
    shutil.copytree(ROOT / "theme", project / "theme", dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copy(ROOT / "docs" / "about.md", project / "docs")
    write(files.items(), project / "docs")
    return project


def published(folder: Path, files: Mapping[str, str | bytes], address: str = "https://site.example/") -> Path:
    """Publish a project with these generated files, and give the folder of the site."""
    publish_quietly(a_project(folder, files), folder / "site", address)
    return folder / "site"


def publish_quietly(project: Path, site: Path, address: str = "https://site.example/") -> Finished:
    """Publish without saying anything."""
    return publish(project, site, date_epoch=DAY, progress=lambda _: None, words=frame_words(), address=address)


def tree_below(folder: Path) -> Tree:
    """The files below a folder."""
    return Tree({path: folder / path for path in paths_below(folder)})


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
