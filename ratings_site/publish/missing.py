"""The page for an address that does not exist: docs/404.md, served from any depth and kept out of every list."""

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin, urlsplit

_ADDRESS = re.compile(r'(?P<name>\b(?:href|src|action)=")(?P<address>[^"]*)"')
_BASE = re.compile(r'(?P<name>"(?:base|search)": ?")(?P<address>[^"]*)"')
_LISTED = re.compile(r"\s*<url>\s*<loc>[^<]*/404/</loc>.*?</url>", re.DOTALL)


def place_missing_page(site: Path, address: str, *, date_epoch: int) -> None:
    """Move the built page /404/ to /404.html, with addresses that hold wherever it is shown.

    `address` is the site's own ("https://example.org/repo/"): hosts show this page for any path, so that its links
    start at the root of the host. Without a page /404/ the theme's own one stays.
    """
    built = site / "404" / "index.html"
    if not built.is_file():
        return
    root = urlsplit(address).path or "/"
    (site / "404.html").write_text(_rooted(built.read_text(encoding="utf-8"), root), encoding="utf-8")
    shutil.rmtree(built.parent)
    _unlist(site / "sitemap.xml", date_epoch)


def _rooted(html: str, root: str) -> str:
    here = urljoin(root, "404/")

    def absolute(found: re.Match[str]) -> str:
        target = found["address"]
        is_relative = not urlsplit(target).scheme and not target.startswith(("#", "/"))
        return f'{found["name"]}{urljoin(here, target) if is_relative else target}"'

    without_canonical = re.sub(r'\s*<link rel="canonical"[^>]*>', "", html)
    return _BASE.sub(absolute, _ADDRESS.sub(absolute, without_canonical))


def _unlist(sitemap: Path, date_epoch: int) -> None:
    if not sitemap.is_file():
        return
    text = _LISTED.sub("", sitemap.read_text(encoding="utf-8"))
    sitemap.write_text(text, encoding="utf-8")
    packed = sitemap.with_name("sitemap.xml.gz")
    if packed.is_file():
        packed.write_bytes(gzip.compress(text.encode(), mtime=date_epoch))
