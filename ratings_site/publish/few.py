"""Some pages of a project, finished as the whole site would have them, without the others.

MkDocs is given these pages and those that the menu names; the menu, the theme and the settings are the project's.
"""

import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ratings_site.kept import Cache
from ratings_site.publish import output, programs
from ratings_site.publish.finish import finish_page
from ratings_site.publish.theme import MATERIAL

_PAGE = re.compile(r"[\w./-]+\.md\b")
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
ASSETS = "assets"


def publish_few(
    project: Path,
    files: Mapping[str, str],
    pictures: Mapping[str, str],
    *,
    address: str,
    words: programs.Words,
    kept: Cache,
) -> dict[str, bytes]:
    """The pages among these files, by their path under docs/, finished; with them the styles and scripts of every page.

    `pictures` holds the files of their charts, by path. What only the whole site can tell, such as a link that leads
    nowhere, is not looked for.
    """
    pages = {path: content for path, content in files.items() if path.endswith(".md")}
    environment = {"SOURCE_DATE_EPOCH": "0", "SITE_URL": address}
    with TemporaryDirectory(prefix="probation-ratings-") as folder:
        few = Path(folder)
        settings = (project / "mkdocs.yml").read_text(encoding="utf-8").replace(": warn\n", ": ignore\n")
        output.write_file(few / "mkdocs.yml", settings.encode())
        shutil.copytree(project / "theme", few / "theme")
        shutil.copytree(project / "docs" / ASSETS, few / "docs" / ASSETS)
        for path in _in_the_menu(programs.settings_of(project, environment, words)["nav"]):
            head = _FRONT.match((project / "docs" / path).read_text(encoding="utf-8"))
            output.write_file(few / "docs" / path, (head[0] if head else f"# {path}\n").encode())
        for path, content in (*_linked(pages, project / "docs"), *files.items()):
            output.write_file(few / "docs" / path, content.encode())
        laid, light = programs.run_mkdocs(few, few / "room", environment, words, kept)
        made = {**output.Tree(laid)}
        styles = {path: made[path] for path in made if path.startswith(f"{ASSETS}/stylesheets/")}
        furniture = {f"{ASSETS}/{file.name}": file.read_bytes() for file in (few / "docs" / ASSETS).glob("*.*")}
    finished = {**furniture, **styles, programs.STYLES: made[programs.STYLES]}
    for path in map(output.published_path, pages):
        built = made[path].decode()
        page = finish_page(built, path, light[path], pictures, theme=MATERIAL, words=words, address=address)
        finished[path] = page.partition(b"\n")[2]
    return finished


def _in_the_menu(menu: list[Any]) -> Iterator[str]:
    for entry in menu:
        inside = next(iter(entry.values())) if isinstance(entry, dict) else entry
        yield from _in_the_menu(inside) if isinstance(inside, list) else [inside]


def _linked(pages: Mapping[str, str], docs: Path) -> Iterator[tuple[str, str]]:
    """The pages that these link to in Markdown, whose addresses MkDocs works out."""
    for path, page in pages.items():
        for name in _PAGE.findall(page):
            linked = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            if (docs / linked).is_file():
                yield linked, (docs / linked).read_text(encoding="utf-8")
