"""One build with the processor seconds of each of its steps, written as JSON to the file named first.

`python -m benchmarks.steps FILE build --package … --site …`; the programs that a step runs are counted with it, what
is a step of its own is not. With `--lifted` before FILE the limits are lifted that refuse more than some thousand
units: the bytes and the rows of a table, which only a mistake reaches today, and the bytes that the host takes.
"""

import json
import resource
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

import build_site
from ratings_site.check import files, sheets
from ratings_site.publish import tree

MOST = 2**28

STEPS = {
    "reading and checking": ("ratings_site.check", "read"),
    "earlier releases": ("ratings_site.author.releasing", "read_past"),
    "directory": ("ratings_site.site", "build_directory"),
    "comparing with the last release": ("ratings_site.author.releasing", "as_draft"),
    "views and templates of pages": ("ratings_site.site", "kept_pages"),
    "pictures to pass on": ("ratings_site.pages.share", "share_pictures"),
    "lists for programs, and feeds": ("ratings_site.site", "kept_documents"),
    "index of the search for an area": ("ratings_site.pages.search", "render_index"),
    "writing docs/": ("ratings_site.publish.output", "write"),
    "MkDocs": ("ratings_site.publish.programs", "run_mkdocs"),
    "finishing": ("ratings_site.publish.site", "finish"),
    "reading everything back": ("ratings_site.publish.site", "refuse"),
    "beside: downloads, drawing, half of finishing": ("ratings_site.charts.draw", "ProcessPoolExecutor.shutdown"),
}


def lift() -> None:
    """Lift the limits that refuse so many units."""
    files.read_bytes.__kwdefaults__.update(limit=MOST)
    sheets.MAX_PACKAGE_BYTES, sheets.MAX_ROWS, tree.HEAVIEST_SITE = MOST, MOST, MOST * MOST


def seconds() -> float:
    """Processor seconds of this process and of those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def run(*arguments: object, **more: object) -> object:
        before, others = seconds(), sum(spent.values()) - spent.get(name, 0.0)
        try:
            return function(*arguments, **more)
        finally:
            within = sum(spent.values()) - spent.get(name, 0.0) - others
            spent[name] = spent.get(name, 0.0) + seconds() - before - within

    return run


def main(file: Path, arguments: list[str]) -> int:
    spent: dict[str, float] = {}
    for name, (module, function) in STEPS.items():
        holder, _, own = function.rpartition(".")
        room = attrgetter(holder)(import_module(module)) if holder else import_module(module)
        setattr(room, own, timed(getattr(room, own), name, spent))
    code = build_site.main(arguments)
    spent["everything else"] = seconds() - sum(spent.values())
    spent["all"] = seconds()
    file.write_text(json.dumps(spent), encoding="utf-8")
    return code


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[0] == "--lifted":
        lift()
        del given[0]
    sys.exit(main(Path(given[0]), given[1:]))
