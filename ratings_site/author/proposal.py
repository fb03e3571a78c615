"""What a change is told with before it is published: what comes out when, which charts alter, whether it is ready.

Never on the site, only in what staff look at: pages that open from a folder, and the summary of a pull request.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path, PurePosixPath

import jinja2

from ratings_site.model import as_of, counts
from ratings_site.model.changes import Changes
from ratings_site.model.changes.building import build_changes
from ratings_site.model.directory import build_directory
from ratings_site.model.tables import Tables, build_text_rows
from ratings_site.model.wording import capital
from ratings_site.wording import changes as telling
from ratings_site.wording import words

CHARTS, BEFORE = "charts-before-and-after.html", "charts-before"
"""The page of the charts that alter, and the folder of those as they were."""
MOST_CHARTS, MOST_ALIKE = 60, 10
"""So many headlines are told in a summary, and so many of charts whose headline stays."""
_PICTURE = "-picture.svg"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=jinja2.select_autoescape(["html.jinja"]),  # what is Markdown says where it escapes
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["escaped"] = telling.escaped

Coming = Mapping[str, Sequence[str]]
"""For each day that is still to come, in words, what becomes public on it, a sentence each."""
Pictures = Mapping[str, str]
"""The whole pictures of a site's charts, by the name of the chart."""


def render_changes(form: str, changes: Changes) -> str:
    """The changes for a terminal (`text`) or for the summary of a pull request (`markdown`)."""
    told = {"sections": telling.build_sections(changes), "summary": telling.render_summary(changes)}
    return _TEMPLATES.get_template(f"changes.{form}.jinja").render(told, changes=changes)


def last_day(tables: Tables) -> date:
    """The last day on which something comes out; the package's own day where nothing is scheduled."""
    return max([as_of.package_day(tables), *as_of.scheduled_days(tables)])


def build_upcoming(tables: Tables) -> Coming:
    """What comes out on each day after that of the last entry, earliest first; rows only where that is all."""
    own = as_of.package_day(tables)
    days = [own, *(day for day in as_of.scheduled_days(tables) if day > own)]
    changes = (build_changes(old, new) for old, new in pairwise(as_of.as_of(tables, day) for day in days))
    told = (telling.build_sections_for_readers(each) for each in changes)
    return {
        words.day_words(day): [sentence for _, sentences in sections for sentence in sentences]
        for day, sections in zip(days[1:], told, strict=True)
    }


def render_upcoming_page(coming: Coming) -> str:
    """The schedule as a page of its own, which opens from a folder."""
    return _TEMPLATES.get_template("look.html.jinja").render(coming=coming)


def chart_pictures(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """The pictures among what a site is made of."""
    return {
        PurePosixPath(path).name.removesuffix(_PICTURE): content if isinstance(content, str) else content.decode()
        for path, content in files.items()
        if path.startswith("charts/") and path.endswith(_PICTURE)
    }


def read_pictures(site: Path) -> dict[str, str]:
    """The pictures of a finished site."""
    return chart_pictures({f"charts/{file.name}": file.read_bytes() for file in (site / "charts").glob(f"*{_PICTURE}")})


def altered(before: Pictures, after: Pictures) -> dict[str, list[str]]:
    """The names of the charts that look different, are new, or are gone; each sorted."""
    changed = [name for name in before.keys() & after.keys() if before[name] != after[name]]
    found = {"changed": changed, "new": after.keys() - before.keys(), "gone": before.keys() - after.keys()}
    return {kind: sorted(names) for kind, names in found.items()}


def _sentence(names: Mapping[str, Sequence[str]]) -> str:
    forms = (("looks different", "look different"), ("is new", "are new"), ("is gone", "are gone"))
    counted = [(len(found), form) for found, form in zip(names.values(), forms, strict=True) if found]
    said = [f"{words.plural(count, 'chart')} {one if count == 1 else many}" for count, (one, many) in counted]
    return f"{capital(words.joined(said))}." if said else "No chart changes."


def write_comparison(folder: Path, before: Pictures, after: Pictures) -> None:
    """Write the page of altered charts into a portable copy of the site, with the pictures as they were."""
    names, pictures = altered(before, after), {**before, **after}
    for name in (*names["changed"], *names["gone"]):
        file = folder / BEFORE / f"{name}{_PICTURE}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(before[name], encoding="utf-8", newline="\n")
    shown = {"changed": {"Before": BEFORE, "After": "charts"}, "new": {"New": "charts"}, "gone": {"Gone": BEFORE}}
    figures = [
        (_title(pictures[name]) or name, {label: f"{where}/{name}{_PICTURE}" for label, where in shown[kind].items()})
        for kind, found in names.items()
        for name in found
    ]
    page = _TEMPLATES.get_template("look.html.jinja").render(lead=_sentence(names), figures=figures)
    (folder / CHARTS).write_text(page, encoding="utf-8", newline="\n")


def render_charts(before: Pictures, after: Pictures, form: str) -> str:
    """What happens to the charts: a sentence, and in `markdown` each headline before and after, then the others."""
    names = altered(before, after)
    if form != "markdown":
        return _sentence(names)
    was, now = ({name: telling.escaped(_title(charts[name])) for name in charts} for charts in (before, after))
    alike = [f"“{now[name]}”" for name in names["changed"] if was[name] == now[name]]
    lines = [f"“{was[name]}” becomes “{now[name]}”" for name in names["changed"] if was[name] != now[name]]
    lines += [*(f"new: “{now[name]}”" for name in names["new"]), *(f"gone: “{was[name]}”" for name in names["gone"])]
    if len(lines) > MOST_CHARTS:
        lines[MOST_CHARTS:] = [f"and {len(lines) - MOST_CHARTS} more"]
    if alike:
        more = f", and {len(alike) - MOST_ALIKE} more" if alike[MOST_ALIKE:] else ""
        lines.append(f"drawn anew under the same headline: {words.joined(alike[:MOST_ALIKE])}{more}")
    where = f"The preview shows each before and after: open `{CHARTS}` in it.\n\n" if lines else ""
    return f"\n### Charts\n\n{_sentence(names)}\n\n{where}" + "".join(f"- {line}\n" for line in lines)


def _title(picture: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title>", picture, re.DOTALL)
    return unescape(found[1]) if found else ""


def render_readiness(changes: Changes, old: Tables, new: Tables, *, warnings: int) -> str:
    """What follows the list of changes since the last release, as Markdown: why totals go, the schedule, what to do."""
    told = {"why": lost_totals(old, new), "coming": build_upcoming(new)}
    return _TEMPLATES.get_template("summary.md.jinja").render(told, stops=len(changes.problems), warnings=warnings)


def lost_totals(old: Tables, new: Tables) -> str:
    """Which standards have published totals that stood for their inspections and do not any more, and why; or ""."""
    before, after = map(build_directory, (old, new))
    keys = sorted(before.standards)
    was, now = ([counts.counts_of(of, key, counts.FROM_TOTAL).total() for key in keys] for of in (before, after))
    lost = [before.standards[key].name for key, then, left in zip(keys, was, now, strict=True) if left < then]
    since = {row[0] for row in _counted(old) ^ _counted(new)}
    if not lost:
        return ""
    return (
        f"{words.joined(lost)}: totals that a report states are not used any more, since the tables hold another "
        f"number of the inspections that it counted ({words.joined(sorted(since))}). Ratings known from those totals "
        "alone become not available."
    )


def _counted(tables: Tables) -> set[tuple[str, ...]]:
    """What decides for each inspection whether a report's totals counted it."""
    rows = build_text_rows(tables, "inspections").values()
    return {(row["inspection_id"], row["published"], row.get("status", "")) for row in rows}
