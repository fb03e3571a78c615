"""The charts that a change alters, before and after, side by side on one page that opens from a folder."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PAGE = "charts-before-and-after.html"
BEFORE = "charts-before"
_PICTURE = "-picture.svg"


@dataclass(frozen=True)
class ChartChanges:
    """The names of the charts that look different, are new, or are gone; each sorted."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What happens to the charts, in one sentence."""
        return f"Charts: {len(self.changed)} look different, {len(self.new)} are new, {len(self.gone)} are gone."


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
    (folder / PAGE).write_text(render_comparison(changes), encoding="utf-8", newline="\n")
    return changes


def render_comparison(changes: ChartChanges) -> str:
    """The page: each altered chart as it was and as it will be."""
    figures = [
        *(_figure(name, ("Before", BEFORE), ("After", "charts")) for name in changes.changed),
        *(_figure(name, ("New", "charts")) for name in changes.new),
        *(_figure(name, ("Gone", BEFORE)) for name in changes.gone),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Charts before and after</title>\n</head>\n<body>\n<h1>Charts before and after</h1>\n"
        f"<p>{changes.sentence}</p>\n{''.join(figures)}</body>\n</html>\n"
    )


def _figure(name: str, *shown: tuple[str, str]) -> str:
    pictures = "".join(
        f'<p>{label}<br><img src="{folder}/{html.escape(name)}{_PICTURE}" alt="{label}: {html.escape(name)}"></p>\n'
        for label, folder in shown
    )
    return f"<section>\n<h2>{html.escape(name)}</h2>\n{pictures}</section>\n"
