"""Vega-Lite and Vega specifications of charts: each kind is built and compiled once, then given each chart's data."""

import copy
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ratings_site.model.views.chart import Chart
from ratings_site.render.charts.arrangement import Arrangement
from ratings_site.render.charts.drawings import DRAWINGS
from ratings_site.render.charts.palette import Layout
from ratings_site.render.charts.theme import NAME as THEME

Json = dict[str, Any]
Compile = Callable[[Json], Json]


@dataclass(frozen=True)
class Built:
    """A chart's specifications: the one to publish, the one to draw, and the sizes of type left out of the latter."""

    vega_lite: Json
    vega: Json
    sizes: Mapping[str, float]


@dataclass(frozen=True)
class _Template:
    vega_lite: Json
    vega: str
    sizes: Mapping[str, float]


class Specifications:
    """Builds specifications; what depends on the kind of drawing and the layout only is made once and kept."""

    def __init__(self, compiled: Compile) -> None:
        self._compile = compiled
        self._templates: dict[tuple[object, str], _Template] = {}
        self._lock = threading.Lock()

    def build(self, chart: Chart, layout: Layout) -> Built:
        """The specifications of a chart with its data."""
        arrangement = DRAWINGS[chart.kind].arrange(chart, layout)
        template = self._template(chart, layout)
        vega = _filled(json.loads(template.vega), arrangement)
        return Built(_with_data(template.vega_lite, arrangement), vega, template.sizes)

    def _template(self, chart: Chart, layout: Layout) -> _Template:
        key = (DRAWINGS[chart.kind].draw, layout.name)
        with self._lock:
            if key not in self._templates:
                vega_lite = build_template(chart.kind, layout)
                vega = self._compile(_silent(vega_lite))
                sizes = _take_sizes(vega)
                self._templates[key] = _Template(vega_lite, json.dumps(vega), sizes)
            return self._templates[key]


def _take_sizes(vega: Json) -> dict[str, float]:
    """Set the type of every text to nothing, and say by the name of its mark how large it was.

    Vega measures each text that it places, which takes most of the time of a drawing, although nothing depends on it
    here: texts stand at places worked out before, on their base line. It does not measure type without a size.
    """
    sizes = {}
    for mark in vega["marks"]:
        if mark["type"] == "text":
            size = mark["encode"]["update"]["fontSize"]
            sizes[mark["name"]] = size["value"]
            size["value"] = 0
    return sizes


def build_template(kind: str, layout: Layout) -> Json:
    """The Vega-Lite specification of a kind of chart without its data, as drawn: the tests validate each of them."""
    alt.theme.enable(THEME)
    with debug_mode(arg=False):  # else Altair validates each part as it is put in, which doubles the time
        template: Json = DRAWINGS[kind].draw(layout).to_dict(validate=False)
    return template


def _silent(specification: Json) -> Json:
    """Without the descriptions of single marks: a static picture has one for the whole."""
    config = specification.get("config", {}) | {"aria": False}
    return specification | {"config": config}


def _with_data(specification: Json, arrangement: Arrangement) -> Json:
    """A Vega-Lite specification that holds the data it draws."""
    filled = copy.copy(specification)
    filled["height"] = arrangement.height
    filled["datasets"] = {"table": arrangement.table, **arrangement.others}
    if "params" in filled:
        filled["params"] = [
            parameter | {"value": arrangement.settings.get(parameter["name"], parameter.get("value"))}
            for parameter in filled["params"]
        ]
    return filled


def _filled(vega: Json, arrangement: Arrangement) -> Json:
    """A compiled specification with the data, settings and height of one chart in place of the empty ones."""
    datasets = {"table": arrangement.table, **arrangement.others}
    for source in vega["data"]:
        if source["name"] in datasets:
            source["values"] = datasets[source["name"]]
    for signal in vega.get("signals", []):
        if signal["name"] in arrangement.settings:
            signal["value"] = arrangement.settings[signal["name"]]
    vega["height"] = arrangement.height
    return vega
