"""What nobody notices until a reader does: links to other sites that died, and dates that went stale."""

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from ratings_site.model.as_of import scheduled_days
from ratings_site.model.tables import Tables, build_text_rows
from ratings_site.model.wording import capital
from ratings_site.wording.words import day_words, plural

NEW_DATA_EXPECTED, SOURCE_TO_BE_READ_AGAIN = timedelta(days=120), timedelta(days=730)
"""Inspections are published every few weeks: a package that old has probably been forgotten. After the other time
somebody should look whether a source still says what is taken from it."""
SWITCHED_OFF, QUIET = timedelta(days=60), timedelta(days=45)
"""After so long without a commit GitHub switches off what is scheduled in a public repository, and after so long people
are warned: the weekly look comes twice before it happens."""
_NAMED = re.compile(r"https://[^\s<>\"'`)\]]+")


def outside_links(tables: Tables, docs: Path) -> tuple[str, ...]:
    """Every address of another site that the tables or the pages written by hand name, sorted."""
    columns = (("sources", "url"), ("publications", "url"), ("inspections", "report_url"))
    named = {row[column] for table, column in columns for row in build_text_rows(tables, table).values()}
    for page in sorted(docs.glob("*.md")):
        named |= {link.rstrip(".,;") for link in _NAMED.findall(page.read_text(encoding="utf-8"))}
    return tuple(sorted(named - {""}))


def check_outside_links(links: Iterable[str], ask: Callable[[str], int]) -> Iterator[str]:
    """Yield a sentence for each link that is gone, or that did not answer (status 0) or answered with a fault."""
    for link in links:
        status = ask(link)
        if status in {http.client.NOT_FOUND, http.client.GONE}:
            yield f"{link} is gone (it answers {status}): find its new address, or say in a note that it is gone."
        elif not status:
            yield f"{link} did not answer: try it by hand."
        elif status >= http.client.INTERNAL_SERVER_ERROR:
            yield f"{link} answers with a fault of its own ({status}): try it again tomorrow."


def ask_status(link: str) -> int:
    """The status another site answers with, or 0 where it does not answer; a refusal to robots counts as an answer."""
    request = urllib.request.Request(link, headers={"User-Agent": "probation-ratings link check"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  # the tables hold https only
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, http.client.HTTPException, ValueError):
        return 0


def check_stale(tables: Tables, today: date, committed: date | None = None) -> Iterator[str]:
    """Yield a sentence for each date that asks for somebody's attention on `today`.

    `committed` is the day of the last commit, where it is known.
    """
    created = tables.package.created
    if today - created > NEW_DATA_EXPECTED:
        yield f"The package is of {day_words(created)}: is there really nothing new since then?"
    if missed := ", ".join(day_words(day) for day in scheduled_days(tables) if day < today):
        yield f"What was scheduled for {missed} has not been released: release it: make publish AS_OF=today."
    if committed and today - committed >= QUIET:
        off = day_words(committed + SWITCHED_OFF)
        yield f"Nothing was committed since {day_words(committed)}: GitHub may switch the schedules off on {off}. " + (
            "Commit something before, or press Actions, Publish, Enable workflow afterwards, and the same for Watch."
        )
    long_ago = (today - SOURCE_TO_BE_READ_AGAIN).isoformat()
    if old := sum(row["retrieved"] < long_ago for row in build_text_rows(tables, "sources").values()):
        yield f"{capital(plural(old, 'source'))} not read for two years: look whether they still say the same."
