"""The names under which drawings are kept between builds."""

import json
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ratings_site import kept
from ratings_site.charts.chart import Chart
from ratings_site.model.wording import words_of

ROOM = Path(__file__).parents[1]
DRAWN_WITH = (
    "charts/cache.py",
    "charts/chart.py",
    "charts/draw.py",
    "charts/kinds.py",
    "charts/look.py",
    "charts/table.py",
    "kept.py",
    "model/wording.py",
    "wording/rating.py",
    "wording/words.py",
)
"""The modules that make a drawing of a chart."""


def key_of(*parts: str) -> str:
    """One name for all of these texts together and the libraries that draw."""
    return kept.key_of(*parts, *_drawn_by())


def key_of_chart(chart: Chart) -> str:
    """One name for all files of a chart: its words and data, and what draws it; not what pages say of it."""
    told = repr([getattr(chart, field.name) for field in fields(chart)])
    return key_of("files", told, json.dumps(words_of("ratings")["states"]), _code(*DRAWN_WITH))


def key_of_photograph(svg: str, scale: float) -> str:
    """One name for the pixels of a drawing."""
    return key_of("pixels", svg, f"{scale:g}", _code("charts/draw.py"))


@cache
def _drawn_by() -> tuple[str, ...]:
    return tuple(f"{library} {version(library)}" for library in ("altair", "babel", "pillow", "vl-convert-python"))


@cache
def _code(*modules: str) -> str:
    return kept.sum_of([ROOM / module for module in modules], ROOM)
