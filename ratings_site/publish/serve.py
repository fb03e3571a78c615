"""A live preview: the finished site on this machine, made anew whenever something it is made of changes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from ratings_site.publish.output import is_generated

Snapshot = dict[str, tuple[int, int]]


def serve(project: Path, *, rebuild: Callable[[Path], None], watched: Sequence[Path], port: int) -> None:
    """Build a site of its own and serve it until interrupted; build again after each change below `watched`.

    `rebuild` publishes into the folder it is given and says itself what went wrong; then the last good site stays up.
    `port` 0 takes any free one. What is generated in the project's docs/ is not watched.
    """
    with TemporaryDirectory(prefix="probation-ratings-") as room:
        site = Path(room) / "site"
        rebuild(site)
        with serving(site, port) as address:
            print(f"Open {address} and edit the tables or the pages; reload to see it. Stop with Ctrl-C.", flush=True)
            with suppress(KeyboardInterrupt):
                _follow(site, rebuild, partial(snapshot, watched, generated_in=project / "docs"))


def _follow(site: Path, rebuild: Callable[[Path], None], look: Callable[[], Snapshot]) -> None:
    before = look()
    while True:
        time.sleep(0.5)
        if look() != before:
            before = look()
            rebuild(site)
            print("Built again: reload the page.", flush=True)


def snapshot(watched: Sequence[Path], *, generated_in: Path) -> Snapshot:
    """The time and size of every file below the watched ones, leaving out what builds make in `generated_in`."""
    found: Snapshot = {}
    for top in watched:
        for path in [top] if top.is_file() else top.rglob("*"):
            is_made = path.is_relative_to(generated_in) and is_generated(path.relative_to(generated_in).as_posix())
            if path.is_file() and not is_made and "__pycache__" not in path.parts:
                state = path.stat()
                found[str(path)] = (state.st_mtime_ns, state.st_size)
    return found


@contextmanager
def serving(site: Path, port: int = 0, headers: Callable[[str], dict[str, str]] | None = None) -> Iterator[str]:
    """Serve a finished site on this machine and give its address; `headers` adds to each answer, by its path."""
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, site=site, headers=headers)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, site: Path, headers: Callable[[str], dict[str, str]] | None) -> None:
        self._site = site
        self._headers = headers
        super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]  # the server's own three

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what was built."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        for name, value in (self._headers(self.path) if self._headers else {}).items():
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
