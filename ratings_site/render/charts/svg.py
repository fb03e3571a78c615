"""Vega's SVG made small, and fit to stand in a page: what is drawn is kept, everything else goes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree as ET

from ratings_site.render.charts.palette import FONT, INK

NAMESPACE = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
TRANSLATION = re.compile(r"translate\((?P<x>[-\d.]+),(?P<y>[-\d.]+)\)")
STEP = re.compile(r"(?P<command>[A-Za-z])(?P<numbers>[-\d.,]*)")
SHARED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-style", "text-anchor")
"""What a group can say once for everything in it."""

KEPT = frozenset(["transform", "d", "x2", "y2", *SHARED])
USUAL = {"fill": INK, "transform": "translate(0,0)", "stroke-dasharray": "1,0", "text-anchor": "start"}
"""What need not be said: the fill stands on the root, the others are how SVG draws anyway."""

Attributes = dict[str, str]


@dataclass(frozen=True)
class Drawn:
    """A finished drawing: what stands inside its `<svg>`, and its size in pixels."""

    inside: str
    width: float
    height: float


@dataclass(frozen=True)
class _Node:
    tag: str
    attributes: Attributes
    body: str


def finish(svg: str, sizes: Mapping[str, float]) -> Drawn:
    """Take Vega's SVG apart and keep its shapes and texts, with numbers rounded to a tenth of a pixel.

    `sizes` are the sizes of type by the name of the mark, which the drawing was made without.
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing, not somebody's file
    kept = [node for child in root[1:] for node in _nodes(child, sizes, 0)]  # the first is the white background
    return Drawn("".join(map(_text, kept)), float(root.attrib["width"]), float(root.attrib["height"]))


def _nodes(element: ET.Element, sizes: Mapping[str, float], size: float) -> list[_Node]:
    """What is left of an element: nothing, itself, or what it holds; `size` is the size of type of its mark, if any."""
    tag = element.tag.removeprefix(NAMESPACE)
    names = element.get("class", "").split()
    if element.get("display") == "none" or (tag == "path" and names in (["background"], ["foreground"])):
        return []
    size = next((sizes[name] for name in names if name in sizes), size)
    attributes = _attributes(element, tag, size)
    if tag == "text":
        return _text_node(element, attributes)
    if tag in {"path", "line"}:
        return [_Node("path", _placed(attributes if tag == "path" else _line(attributes)), "")]
    inside = [node for child in element for node in _nodes(child, sizes, size)]
    return _group(attributes, _gathered(inside)) if tag == "g" else [_Node(tag, attributes, "")]


def _text_node(element: ET.Element, attributes: Attributes) -> list[_Node]:
    """A text at its place by `x` and `y`, its lines below each other; one that is turned keeps its transformation."""
    lines = [element.text or "", *(line.text or "" for line in element)]
    if not any(lines):
        return []
    place = TRANSLATION.fullmatch(attributes.get("transform", ""))
    x = "0"
    if place:
        x = place["x"]
        attributes = {"x": x, "y": place["y"]} | {
            name: said for name, said in attributes.items() if name != "transform"
        }
    steps = [""] + [line.get("dy", "") for line in element]
    written = [(line, _rounded(step)) for line, step in zip(lines, steps, strict=True) if line]
    body = escape(written[0][0], quote=False) + "".join(
        f'<tspan x="{x}" dy="{step}">{escape(line, quote=False)}</tspan>' for line, step in written[1:]
    )
    return [_Node("text", attributes, body)]


def _line(attributes: Attributes) -> Attributes:
    """A line from the origin as a path, so that lines can be gathered as shapes are."""
    path = f"M0,0l{attributes.get('x2', '0')},{attributes.get('y2', '0')}"
    return {name: said for name, said in attributes.items() if name not in {"x2", "y2"}} | {"d": path}


def _placed(attributes: Attributes) -> Attributes:
    """A path with its place worked into its points."""
    place = TRANSLATION.fullmatch(attributes.get("transform", ""))
    if not place:
        return attributes
    x, y = float(place["x"]), float(place["y"])
    moved = STEP.sub(lambda step: step["command"] + _moved(step["command"], step["numbers"], x, y), attributes["d"])
    return {name: said for name, said in attributes.items() if name != "transform"} | {"d": moved}


def _moved(command: str, numbers: str, x: float, y: float) -> str:
    """The numbers of a step of a path, moved: an arc's last two, all pairs of the others, none of a relative step."""
    values = [float(number) for number in numbers.split(",") if number]
    first = len(values) - 2 if command == "A" else 0
    if command.islower() or not values:
        return numbers
    for index in range(first, len(values), 2):
        values[index] += x
        values[index + 1] += y
    return ",".join(f"{round(value, 1) + 0.0:g}" for value in values)


def _gathered(nodes: list[_Node]) -> list[_Node]:
    """Texts and shapes of one mark, which do not overlap, by what they have in common: said once for all of them.

    Shapes that have everything in common but their points become one path.
    """
    if any(node.tag not in {"text", "path"} for node in nodes):
        return nodes
    alike: dict[tuple[str, ...], list[_Node]] = {}
    for node in nodes:
        alike.setdefault((node.tag, *(node.attributes.get(name, "") for name in SHARED)), []).append(node)
    return [gathered for group in alike.values() for gathered in _together(group)]


def _together(nodes: list[_Node]) -> list[_Node]:
    first = nodes[0]
    common = {name: said for name, said in first.attributes.items() if name in SHARED}
    if first.tag == "path" and not any("transform" in node.attributes for node in nodes):
        return [_Node("path", common | {"d": "".join(node.attributes["d"] for node in nodes)}, "")]
    if len(nodes) == 1 or not common:
        return nodes
    bare = [
        _Node(node.tag, {name: said for name, said in node.attributes.items() if name not in SHARED}, node.body)
        for node in nodes
    ]
    return [_Node("g", common, "".join(map(_text, bare)))]


def _group(attributes: Attributes, inside: list[_Node]) -> list[_Node]:
    """A group that says something of what it holds; one that does not gives way to it."""
    if not attributes or not inside:
        return inside
    return [_Node("g", attributes, "".join(map(_text, inside)))]


def _attributes(element: ET.Element, tag: str, size: float) -> Attributes:
    kept = {name: _rounded(value) for name, value in element.attrib.items() if name in KEPT and value}
    if tag == "g":
        kept.pop("fill", None)
        kept.pop("stroke-width", None)
    elif tag in {"path", "line"}:
        kept.setdefault("fill", "none")
        if "stroke" not in kept:
            kept.pop("stroke-width", None)
    elif tag == "text":
        kept["font-size"] = f"{size:g}" if size else kept["font-size"].removesuffix("px")
    return {name: value for name, value in kept.items() if USUAL.get(name) != value}


def _rounded(value: str) -> str:
    return NUMBER.sub(lambda number: f"{round(float(number[0]), 1) + 0.0:g}", value)


def _text(node: _Node) -> str:
    said = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{said}>{node.body}</{node.tag}>" if node.body else f"<{node.tag}{said}/>"


def root(drawn: Drawn, *, layout: str, element_id: str, title: str, description: str) -> str:
    """A drawing as one whole `<svg>` for a page, with its own title and description and ids used nowhere else."""
    name = f"{element_id}-{layout}"
    width, height = f"{drawn.width:g}", f"{drawn.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{layout}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{FONT}" fill="{INK}"><title id="{name}-title">{escape(title, quote=False)}</title>'
        f'<desc id="{name}-desc">{escape(description, quote=False)}</desc>{drawn.inside}</svg>'
    )
