"""A copy of a finished site that opens from a folder: without a server, every link to a folder names its page."""

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

_LINK = re.compile(r'(?P<before><a\b[^>]*?\bhref="|<meta http-equiv="refresh" content="0; url=)(?P<link>[^"]*)"')


def write_portable(site: Path, destination: Path, *, root: str = "/") -> int:
    """Copy `site` to `destination`, which must not exist, with links that work from the disk; return its pages.

    `root` is the path under which the site was built to stand, with a slash at its end. A browser opens `index.html`
    of the copy with a double click; the search, and whatever else fetches data, needs a server.
    """
    shutil.copytree(site, destination)
    pages = sorted(destination.rglob("*.html"))
    for page in pages:
        path = page.relative_to(destination).as_posix()
        page.write_text(portable_links(page.read_text(encoding="utf-8"), path, root), encoding="utf-8", newline="\n")
    return len(pages)


def portable_links(html: str, path: str, root: str = "/") -> str:
    """The page at `path` with `index.html` after each link to a folder, and links from the root made relative."""
    return _LINK.sub(lambda found: f'{found["before"]}{portable_link(found["link"], path, root)}"', html)


def portable_link(link: str, path: str, root: str = "/") -> str:
    """One link of the page at `path`; links to other sites and within the page stay as they are."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = parts.path
    if target.startswith(root):
        way = posixpath.relpath(target.removeprefix(root) or ".", posixpath.dirname(path) or ".")
        target = way + "/" * target.endswith("/")
    if target.endswith(("/", "/.", "/..")) or target in {".", ".."}:
        target = f"{target.rstrip('/')}/index.html"
    return urlunsplit(parts._replace(path=target))
