"""The charts that a change alters, before and after, side by side on one page that opens from a folder."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ratings_site.model.wording import capital
from ratings_site.wording.changes import escaped
from ratings_site.wording.words import joined, plural

PAGE = "charts-before-and-after.html"
BEFORE = "charts-before"
_PICTURE = "-picture.svg"
MOST_CHARTS = 60
"""So many headlines are told in a summary."""
MOST_ALIKE = 10
"""So many of those whose headline stays."""

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class ChartChanges:
    """The names of the charts that look different, are new, or are gone; each sorted."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happens to the charts, in one sentence."""
        counted = (
            (len(self.changed), "looks different", "look different"),
            (len(self.new), "is new", "are new"),
            (len(self.gone), "is gone", "are gone"),
        )
        said = [f"{plural(count, 'chart')} {one if count == 1 else many}" for count, one, many in counted if count]
        return f"{capital(joined(said))}." if said else "No chart changes."


def chart_pictures(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """The whole pictures among what a site is made of, by the name of the chart."""
    return {
        PurePosixPath(path).name.removesuffix(_PICTURE): content if isinstance(content, str) else content.decode()
        for path, content in files.items()
        if path.startswith("charts/") and path.endswith(_PICTURE)
    }


def read_pictures(site: Path) -> dict[str, str]:
    """The whole pictures of a finished site, by the name of the chart."""
    return chart_pictures({f"charts/{file.name}": file.read_bytes() for file in (site / "charts").glob(f"*{_PICTURE}")})


def compare_charts(before: Mapping[str, str], after: Mapping[str, str]) -> ChartChanges:
    """Which charts differ between two sites."""
    return ChartChanges(
        changed=tuple(sorted(name for name in before.keys() & after.keys() if before[name] != after[name])),
        new=tuple(sorted(after.keys() - before.keys())),
        gone=tuple(sorted(before.keys() - after.keys())),
    )


def write_comparison(folder: Path, before: Mapping[str, str], after: Mapping[str, str]) -> ChartChanges:
    """Write the page of altered charts into a portable copy of the site, with the pictures as they were."""
    changes = compare_charts(before, after)
    for name in (*changes.changed, *changes.gone):
        file = folder / BEFORE / f"{name}{_PICTURE}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(before[name], encoding="utf-8", newline="\n")
    (folder / PAGE).write_text(render_comparison(changes, {**before, **after}), encoding="utf-8", newline="\n")
    return changes


def render_chart_summary(changes: ChartChanges, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What happens to the charts, for the summary of a pull request: headlines before and after, then the others."""
    was, now = ({name: _headline(picture) for name, picture in charts.items()} for charts in (before, after))
    alike = [name for name in changes.changed if was[name] == now[name]]
    lines = [f"“{was[name]}” becomes “{now[name]}”" for name in changes.changed if name not in alike]
    lines += [f"new: “{now[name]}”" for name in changes.new]
    lines += [f"gone: “{was[name]}”" for name in changes.gone]
    if len(lines) > MOST_CHARTS:
        lines[MOST_CHARTS:] = [f"and {len(lines) - MOST_CHARTS} more"]
    if alike:
        lines.append(f"drawn anew under the same headline: {joined([f'“{now[name]}”' for name in alike[:MOST_ALIKE]])}")
        lines[-1] += f", and {len(alike) - MOST_ALIKE} more" if alike[MOST_ALIKE:] else ""
    where = f"The preview shows each before and after: open `{PAGE}` in it.\n\n" if lines else ""
    return f"\n### Charts\n\n{changes.sentence}\n\n{where}" + "".join(f"- {line}\n" for line in lines)


def _headline(picture: str) -> str:
    """The title of a picture as plain Markdown."""
    return escaped(_title(picture))


def _title(picture: str) -> str:
    found = _TITLE.search(picture)
    return html.unescape(found[1]) if found else ""


def render_comparison(changes: ChartChanges, pictures: Mapping[str, str]) -> str:
    """The page: each altered chart under its headline, as it was and as it will be."""
    titles = {name: _title(picture) or name for name, picture in pictures.items()}
    figures = [
        *(_figure(name, titles[name], ("Before", BEFORE), ("After", "charts")) for name in changes.changed),
        *(_figure(name, titles[name], ("New", "charts")) for name in changes.new),
        *(_figure(name, titles[name], ("Gone", BEFORE)) for name in changes.gone),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Charts before and after</title>\n</head>\n<body>\n<h1>Charts before and after</h1>\n"
        f"<p>{changes.sentence}</p>\n{''.join(figures)}</body>\n</html>\n"
    )


def _figure(name: str, title: str, *shown: tuple[str, str]) -> str:
    pictures = "".join(
        f'<p>{label}<br><img src="{folder}/{html.escape(name)}{_PICTURE}" alt="{label}: {html.escape(title)}"></p>\n'
        for label, folder in shown
    )
    return f"<section>\n<h2>{html.escape(title)}</h2>\n{pictures}</section>\n"
