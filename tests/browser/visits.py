"""A page of the site opened as a reader would, with everything that a reader would trip over noted."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.served import KEPT, serving

KINDS = {
    "home": "",
    "regions": "regions/",
    "region": "regions/yorkshire-and-the-humber/",
    "region not yet inspected": "regions/london/",
    "unit": "pdus/wakefield/",
    "unit that closed": "pdus/salford/",
    "units": "pdus/",
    "inspections": "inspections/",
    "inspection": "inspections/leeds-2024/",
    "inspection of approved premises": "inspections/manor-lodge-approved-premises/",
    "then and now": "then-and-now/",
    "standards": "standards/",
    "standard": "standards/core-2023-pdu-leadership/",
    "publications": "publications/",
    "annual report": "annual-report-2024/",
    "all ratings": "ratings/",
    "find": "find/",
    "places of a letter": "find/y/",
    "postcode areas": "postcodes/",
    "postcode area": "postcodes/bs/",
    "compare": "compare/",
    "data": "data/",
    "dictionary": "data/dictionary/",
    "using the data": "data/using-the-data/",
    "documents of the data": "data/api/",
    "changes": "changes/",
    "release": "changes/1.0.0/",
    "releases": "audit/",
    "policy": "policy/",
    "problems of tables": "errors/",
    "licences": "licences/",
    "unit in Welsh": "cy/pdus/north-wales/",
    "method": "method/",
    "corrections": "corrections/",
    "glossary": "glossary/",
    "about": "about/",
    "accessibility": "accessibility/",
    "missing address": "pdus/wakefeild/",
}
"""One address for each kind of page, from the root of the site."""


@contextmanager
def strictly_served(site: Path) -> Iterator[str]:
    """Serve the site with the headers of its `_headers`, as a host that reads that file does; browsers may keep it."""
    everywhere = _headers_of(site, "/*")
    with serving(site, headers=lambda _: everywhere | KEPT) as address:
        yield address


def _headers_of(site: Path, pattern: str) -> dict[str, str]:
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    start = lines.index(pattern) + 1
    headers: dict[str, str] = {}
    for line in lines[start:]:
        if not line.startswith("  "):
            break
        name, value = line.strip().split(": ", 1)
        headers[name] = value
    return headers


@dataclass
class Complaints:
    """What a page asked of other sites, and what the console says is wrong."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


PATIENCE = 30
"""Seconds in which a page has all that it asks for."""

_FREE: dict[tuple[Browser, bool], list[Page]] = {}
"""Windows that nobody uses, by whether they run scripts: to make one takes longer than most pages of the site."""


@contextmanager
def window(
    browser: Browser, *, width: int = 1280, height: int = 900, scheme: Any = "light", script: bool = True
) -> Iterator[Page]:
    """A window as if it were new; whoever was in it before left nothing behind but what the browser has read."""
    free = _FREE.setdefault((browser, script), [])
    page = free.pop() if free else browser.new_context(java_script_enabled=script).new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, forced_colors="null", media="null", reduced_motion="null")
    page.mouse.move(-1, -1)
    yield page
    page.unroute_all()
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    free.append(page)


@contextmanager
def visiting(
    browser: Browser, address: str, *, width: int = 1280, scheme: Any = "light", script: bool = True
) -> Iterator[tuple[Page, Complaints]]:
    """Open an address and wait until the page asks for nothing more.

    `address` tells what belongs to the site by its host and port.
    """
    own, complaints, awaited = "/".join(address.split("/")[:3]), Complaints(), set[Request]()

    def asked(request: Request) -> None:
        awaited.add(request)
        if not request.url.startswith((own, "data:", "blob:")):
            complaints.requests.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.console.append(message.text)

    def answered(request: Request) -> None:
        awaited.discard(request)

    heard: dict[Any, Any] = {
        "request": asked, "requestfinished": answered, "requestfailed": answered,
        "console": said, "pageerror": lambda error: complaints.console.append(str(error)),
    }  # fmt: skip
    with window(browser, width=width, scheme=scheme, script=script) as page:
        for event, hear in heard.items():
            page.on(event, hear)
        page.goto(address)
        until = time.monotonic() + PATIENCE
        while awaited:
            assert time.monotonic() < until, f"{address} still waits for {[request.url for request in awaited]}"
            page.wait_for_timeout(10)
        yield page, complaints
        for event, hear in heard.items():
            page.remove_listener(event, hear)


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


SHORTEN = """() => {
  const parts = ".md-sidebar--secondary .md-nav__item:nth-child(n+4), nav.letters li:nth-child(n+4)";
  document.querySelectorAll(parts).forEach((one) => one.remove());
  const naming = ["href", "for", "aria-labelledby", "aria-describedby", "aria-controls"];
  const named = new Set([...document.querySelectorAll(naming.map((name) => `[${name}]`))].flatMap(
    (one) => naming.flatMap((name) => (one.getAttribute(name) ?? "").replace(/^#/, "").split(" "))).filter(Boolean));
  const kind = (one) => `${one.parentElement.localName} ${one.localName} ${one.className} ${one.dataset.rating}`;
  const seen = {};
  const walk = (one) => {
    const all = [one, ...one.querySelectorAll(":not(svg *)")];
    const repeated = one.matches(
      "tbody > tr, li, details, section, pre, figure, blockquote, h3, :not(td) > :is(p, div)");
    if (repeated && all.every((each) => !named.has(each.id) && seen[kind(each)] > 1)) return one.remove();
    seen[kind(one)] = (seen[kind(one)] ?? 0) + 1;
    if (one instanceof HTMLElement) [...one.children].forEach(walk);
  };
  walk(document.querySelector("main"));
}"""
"""Two stay of whatever has the same name, the same classes and the same rating in the same kind of element, and all
that something else refers to; of links to the parts of a page, three."""


def shorten(page: Page) -> None:
    """Take out of the page what is like the rest of it: axe needs minutes for hundreds of rows."""
    page.evaluate(SHORTEN)


LOOKS = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
"""The rules of axe whose answer depends on the colours or the width of the window."""


FRAME = (".md-header", ".md-sidebar--primary", ".site-menu", ".md-footer", ".site-footer")
"""What is around each page, and a third of its elements."""


def faults(page: Page, *, only: tuple[str, ...] = (), frame: bool = True) -> list[str]:
    """What axe finds wrong with the page as it stands, with targets' sizes looked at too; one line a fault.

    `only` names the rules to try; all of them otherwise. Without its `frame` it is what stands on this page alone. The
    script is put in past the page's own policy by the browser's debugger, so that the policy itself stays as it is.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    # of what is right axe would say everything too; the style sheets it would fetch again for rules that are off
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    options |= {"runOnly": {"type": "rule", "values": only}} if only else {"rules": {"target-size": {"enabled": True}}}
    where = {"exclude": [] if frame else [[one] for one in FRAME]}
    result = page.evaluate("([where, options]) => axe.run(where, options)", [where, options])
    return [
        f"{rule['id']}: {node['html'][:120]} ({node['failureSummary'].splitlines()[-1].strip()[:160]})"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
