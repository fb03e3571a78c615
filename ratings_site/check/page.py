"""The page on the kinds of problem: when each occurs, its message, and how to mend it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ratings_site.check.issues import INTRODUCTION, SECTIONS, Kind, Place, issue
from ratings_site.check.report import render_line

_WAYS = {
    "in_excel": "In Excel.",
    "in_editor": "In a text editor.",
    "by_hand": "In Excel, or in a text editor.",
    "in_editor_only": "In a text editor; Excel does not open this file.",
    "elsewhere": "Neither in Excel nor in a text editor.",
}


def render_page() -> str:
    """Write the page in Markdown; each kind has a section whose anchor is its name."""
    parts = [INTRODUCTION]
    for section in SECTIONS:
        parts += [f"## {section.title}", section.introduction]
        for name, kind in section.kinds.items():
            parts += [f"### `{name}`: {kind.title} {{: #{name} }}", *_paragraphs(name, kind)]
    return "\n\n".join(parts) + "\n"


def _paragraphs(name: str, kind: Kind) -> Iterator[str]:
    yield f"**When.** {kind.when}"
    if kind.example is not None:
        yield f"> `{_example(name, **kind.example)}`"
    for way, heading in _WAYS.items():
        if getattr(kind, way):
            yield f"**{heading}** {getattr(kind, way)}"


def _example(name: str, *, package: str = "datapackage", place: Sequence[Any] = ("",), **details: str) -> str:
    return render_line(issue(name, Place(*place), **details), Path(package))
