"""A folder on this machine as a host would serve it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from ratings_site.publish.serve import answering

KEPT = {"Cache-Control": "max-age=3600"}
"""The header of a site that does not change while it is looked at."""


@contextmanager
def serving(site: Path, port: int = 0, headers: Callable[[str], dict[str, str]] | None = None) -> Iterator[str]:
    """Serve a finished site as it is and give its address; `headers` adds to each answer, by its path.

    A browser keeps nothing of it, unless the headers say otherwise.
    """
    with answering(partial(_Handler, site=site, headers=headers), port) as address:
        yield address


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, site: Path, headers: Callable[[str], dict[str, str]] | None) -> None:
        self._site, self._headers = site, headers
        super().__init__(*arguments, directory=str(site))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        asked = self._headers(self.path) if self._headers else {}
        for name, value in ({"Cache-Control": "no-store"} | asked).items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:  # noqa: ARG002  # a folder without a page is no page
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self._site / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
