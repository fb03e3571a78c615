"""What the tables hold for later days, for the people who publish it: never on the site, only in what staff look at."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise

from ratings_site.model.as_of import as_of, package_day, scheduled_days
from ratings_site.model.changes import Changes
from ratings_site.model.changes.building import build_changes
from ratings_site.model.tables import Tables
from ratings_site.wording.changes import build_sections, escaped
from ratings_site.wording.words import day_words

NOTHING = "Nothing is scheduled."
ONLY_HERE = "Only people who work on the tables see this. It becomes public at 09:30 in London on the day, by itself."


@dataclass(frozen=True)
class Coming:
    """A day that is still to come, in words, and what becomes public on it, a sentence each."""

    day: str
    sentences: tuple[str, ...]


def last_day(tables: Tables) -> date:
    """The last day on which something comes out; the package's own day where nothing is scheduled."""
    return max([package_day(tables), *scheduled_days(tables)])


def build_upcoming(tables: Tables) -> tuple[Coming, ...]:
    """What comes out on each day after that of the last entry, earliest first."""
    own = package_day(tables)
    days = [own, *(day for day in scheduled_days(tables) if day > own)]
    changes = (build_changes(old, new) for old, new in pairwise(as_of(tables, day) for day in days))
    return tuple(Coming(day_words(day), tuple(_told(each))) for day, each in zip(days[1:], changes, strict=True))


def _told(changes: Changes) -> Iterator[str]:
    """What readers will see; counts of rows only where that is all."""
    seen = tuple(change for change in changes.changes if change.kind != "page")
    told = build_sections(replace(changes, tables=(), changes=seen)) or build_sections(changes)
    yield from chain.from_iterable(sentences for _, sentences in told)


def render_upcoming_markdown(coming: Iterable[Coming]) -> str:
    """The schedule for the summary of a pull request."""
    days = [f"- **{one.day}, 09:30**\n" + "".join(f"  - {escaped(said)}\n" for said in one.sentences) for one in coming]
    return "\n### What becomes public when\n\n- **Once it is merged**: all that is told above and dated no later.\n" + (
        "".join(days) or f"- {NOTHING}\n"
    )


def render_upcoming_page(coming: Iterable[Coming]) -> str:
    """The schedule as a page of its own, which opens from a folder."""
    days = "".join(
        f"<h2>{html.escape(one.day)}, 09:30</h2>\n<ul>\n"
        + "".join(f"<li>{html.escape(said)}</li>\n" for said in one.sentences)
        + "</ul>\n"
        for one in coming
    )
    told = days or f"<p>{NOTHING}</p>\n"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Upcoming releases</title>\n'
        f"</head>\n<body>\n<h1>Upcoming releases</h1>\n<p>{ONLY_HERE}</p>\n{told}</body>\n</html>\n"
    )
