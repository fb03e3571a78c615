"""A finished site on this machine, for people who edit it: what is wrong stands over the page, which loads itself anew.

What is added to a page is added as it is sent: nothing of it is in the site. It keeps to the site's own policy.
"""

import hashlib
import io
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from ratings_site.publish.problems import PublishError

_HTML = "text/html; charset=utf-8"
OURS = "/.serve/"
"""Below which address stands what only the people who edit see."""
HEARTBEAT = 1.0
"""Seconds after which a page that is still open is heard of again."""

_OURS = {name: Path(__file__).with_name(f"serve{Path(name).suffix}") for name in ("style.css", "script.js")}
_EMPTY = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body></body></html>'


class Showing:
    """What is shown: the last good site, the newer pages of it, and what is wrong.

    `dress` marks what a page shows before its day, but for pages that are `undressed`. `ask` is called for a page that
    may be older than the tables.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.changed = threading.Condition()
        self.newer: dict[str, bytes] = {}
        self.problem = self.notice = self.last = ""
        self.version = 0
        self.dress: Callable[[str], str] = str
        self.undressed: frozenset[str] = frozenset()
        self.ask: Callable[[str], None] | None = None
        self._open: dict[int, str] = {}

    def show(self, newer: Mapping[str, bytes], *, problem: str = "", notice: str = "") -> None:
        """Show these files over those of the site, what is wrong, and what goes on; every open page hears of it."""
        with self.changed:
            self.newer, self.problem, self.notice = dict(newer), problem, notice
            self.version += 1
            self.changed.notify_all()

    def add(self, newer: Mapping[str, bytes]) -> None:
        """Have these files too, which nobody has open."""
        self.newer |= newer

    def looked_at(self) -> list[str]:
        """The addresses of the pages that are open somewhere, and of the one that was asked for last."""
        return sorted({*self._open.values(), self.last})

    def content(self, path: str) -> bytes | None:
        """A file as it is sent, by its path in the site; None where there is none."""
        found = self.newer.get(path)
        file = self.site / path
        if found is None and file.is_file() and file.resolve().is_relative_to(self.site.resolve()):
            with suppress(OSError):  # it was replaced at this moment
                found = file.read_bytes()
        return found

    def page(self, path: str) -> bytes | None:
        """A page as it is sent: with what is wrong, and the script that loads it anew."""
        found = self.content(path)
        if found is None and not self.problem and (self.site / "index.html").is_file():
            return None
        html = (found or _EMPTY.encode()).decode("utf-8", "replace")
        html = html if path in self.undressed else self.dress(html)
        head = f'<link rel="stylesheet" href="{OURS}style.css">\n</head>'
        told = _notice(self.problem, self.notice, is_empty=found is None)
        is_now = hashlib.sha256(f"{html}{told}{self._furniture()}".encode()).hexdigest()
        script = f'<script src="{OURS}script.js" data-events="{OURS}events" data-is="{is_now}"></script>'
        begin, body, rest = html.replace("</head>", head, 1).partition("<body")
        tag, end, inside = rest.partition(">")
        return f"{begin}{body}{tag}{end}{told}{script}{inside}".encode()

    def _furniture(self) -> str:
        """One name for the styles and scripts of all pages as they are now."""
        assets = {path for path in self.newer if Path(path).parent == Path("assets")}
        assets |= {f"assets/{file.name}" for file in (self.site / "assets").glob("*.*")}
        return hashlib.sha256(b"".join(self.content(path) or b"" for path in sorted(assets))).hexdigest()

    @contextmanager
    def open_page(self, address: str) -> Iterator[None]:
        self._open[threading.get_ident()] = address
        try:
            yield
        finally:
            self._open.pop(threading.get_ident(), None)


def _notice(problem: str, notice: str, *, is_empty: bool) -> str:
    """What stands over a page: the problem, with every sign of it as it is, or what goes on."""
    if problem:
        lead = "Nothing can be shown here yet" if is_empty else "This page is as it was before the last edit"
        lead = f"<strong>{lead}: there is a problem.</strong>"
        return f'<div class="serve-notice" role="alert">{lead}<pre>{escape(problem.strip())}</pre></div>'
    return f'<div class="serve-notice is-quiet" role="status"><p>{notice}</p></div>' if notice else ""


def path_of(address: str) -> str:
    """The path in the site of what stands at an address: of its page for a folder."""
    path = unquote(urlsplit(address).path).removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


class _Server(ThreadingHTTPServer):
    allow_reuse_address = os.name != "nt"  # Windows would let two programs have one port


@contextmanager
def answering(handler: Callable[..., SimpleHTTPRequestHandler], port: int) -> Iterator[str]:
    """Answer with this handler on this machine and give the address; PublishError where the port is taken."""
    try:
        server = _Server(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        problem = f"Nothing can be shown at port {port}: another program answers there, or it is not allowed."
        raise PublishError([f"{problem} End the other program, or name another port: --port {port + 1}"]) from error
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def following(showing: Showing, port: int) -> AbstractContextManager[str]:
    """Serve what is shown, as it changes, and give its address."""
    return answering(partial(_Handler, showing=showing), port)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, showing: Showing) -> None:
        self._showing = showing
        super().__init__(*arguments)  # type: ignore[arg-type]  # the server's own three

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what was built."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_content(self, content: bytes, kind: str, code: int = HTTPStatus.OK, **headers: str) -> None:
        """Send what was made and stands in no file."""
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_head(self) -> io.BytesIO | None:
        """Send a page with what is added to it, and every other file as it is."""
        address = urlsplit(self.path).path
        name, path = address.removeprefix(OURS), path_of(self.path)
        if name == "events":
            self._tell()
        elif name in _OURS:
            self.send_content(_OURS[name].read_bytes(), self.guess_type(name))
        elif path.endswith(".html"):
            self._send_page(path)
        elif (content := self._showing.content(path)) is not None:
            self.send_content(content, self.guess_type(path))
        elif (self._showing.site / path).is_dir():
            self.send_content(b"", _HTML, HTTPStatus.MOVED_PERMANENTLY, Location=f"{address}/")
        else:
            self.send_content(self._showing.content("404.html") or b"", _HTML, HTTPStatus.NOT_FOUND)
        return None

    def _send_page(self, path: str) -> None:
        self._showing.last = address = path.removesuffix("index.html")
        if self._showing.ask and path not in self._showing.newer:
            self._showing.ask(address)
        page = self._showing.page(path)
        code = HTTPStatus.OK if page is not None else HTTPStatus.NOT_FOUND
        self.send_content(page or self._showing.page("404.html") or b"", _HTML, code)

    def _tell(self) -> None:
        """Tell a page when it is another than the one that is open, as long as it is open."""
        asked = parse_qs(urlsplit(self.path).query)
        path = path_of(asked.get("page", ["/"])[0])
        is_there = f'data-is="{asked.get("is", [""])[0]}"'.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with self._showing.open_page(path.removesuffix("index.html")), suppress(OSError):
            seen = -1
            while True:
                if seen != (version := self._showing.version):
                    page = self._showing.page(path) or self._showing.page("404.html") or b""
                    if page and is_there not in page:
                        self.wfile.write(b"data: newer\n\n")
                        return
                    seen = version
                self.wfile.write(b": here\n\n")
                with self._showing.changed:
                    self._showing.changed.wait(HEARTBEAT)
