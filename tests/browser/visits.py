"""A page of the site opened as a reader would, with everything that a reader would trip over noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.served import serving

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
    "region in Welsh": "cy/regions/wales/",
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
    """Serve the site with the headers of its `_headers`, as a host that reads that file does."""
    everywhere = _headers_of(site, "/*")
    with serving(site, headers=lambda _: everywhere) as address:
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


@contextmanager
def visiting(
    browser: Browser, address: str, *, width: int = 1280, scheme: Any = "light", script: bool = True
) -> Iterator[tuple[Page, Complaints]]:
    """Open an address in a window of its own; `address` tells what belongs to the site by its host and port."""
    own = "/".join(address.split("/")[:3])
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    page, complaints = context.new_page(), Complaints()
    page.on("request", lambda asked: complaints.requests.append(asked.url) if _is_foreign(asked.url, own) else None)
    page.on("console", lambda said: complaints.console.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.console.append(str(error)))
    page.goto(address, wait_until="networkidle" if script else "load")
    yield page, complaints
    context.close()


def _is_foreign(url: str, own: str) -> bool:
    return not url.startswith((own, "data:", "blob:"))


@cache
def _axe() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


SHORTEN = """() => {
  const kind = (one) => `${one.parentElement.localName} ${one.localName} ${one.className} ${one.dataset.rating}`;
  const seen = {};
  const walk = (one) => {
    const kinds = [one, ...one.querySelectorAll(":not(svg *)")].map(kind);
    const repeated = one.matches("tbody > tr, li, details, section, pre, figure, :not(td) > :is(p, div)");
    if (repeated && !one.matches("[id], :has([id])") && kinds.every((name) => seen[name] > 1)) return one.remove();
    seen[kinds[0]] = (seen[kinds[0]] ?? 0) + 1;
    if (one instanceof HTMLElement) [...one.children].forEach(walk);
  };
  walk(document.querySelector("main"));
}"""
"""Two stay of whatever has the same name, the same classes and the same rating in the same kind of element, and all
that something else may refer to."""


def shorten(page: Page) -> None:
    """Take out of the page what is like the rest of it: axe needs minutes for hundreds of rows."""
    page.evaluate(SHORTEN)


LOOKS = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
"""The rules of axe whose answer depends on the colours or the width of the window."""


def faults(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands, with targets' sizes looked at too; one line a fault.

    `only` names the rules to try; all of them otherwise. The script is put in past the page's own policy by the
    browser's debugger, so that the policy itself stays as it is.
    """
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    options: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    if only:
        options = {"runOnly": {"type": "rule", "values": list(only)}}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['html'][:120]} ({node['failureSummary'].splitlines()[-1].strip()[:160]})"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
