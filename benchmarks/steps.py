"""One build with the processor seconds of each of its steps, written as JSON to the file named first.

`python -m benchmarks.steps FILE build --package … --site …`; children of a step are counted with it.
"""

import json
import resource
import sys
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import build_site

STEPS = {
    "reading and checking": ("ratings_site.check", "read"),
    "earlier releases": ("ratings_site.author.releasing", "read_past"),
    "directory": ("ratings_site.site", "build_directory"),
    "downloads": ("ratings_site.site", "render_release"),
    "views and templates of pages": ("ratings_site.site", "kept_pages"),
    "pictures to pass on": ("ratings_site.site", "share_pictures"),
    "documents for programs and feeds": ("ratings_site.site", "kept_documents"),
    "index of the search for an area": ("ratings_site.site", "render_index"),
    "writing docs/": ("ratings_site.publish.output", "write"),
    "MkDocs": ("ratings_site.publish.site", "run_mkdocs"),
    "finishing": ("ratings_site.publish.site", "finish"),
    "reading everything back": ("ratings_site.publish.site", "refuse"),
}


def seconds() -> float:
    """Processor seconds of this process and of those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(function)
    def run(*arguments: object, **more: object) -> object:
        before = seconds()
        try:
            return function(*arguments, **more)
        finally:
            spent[name] = spent.get(name, 0.0) + seconds() - before

    return run


def main(file: Path, arguments: list[str]) -> int:
    spent: dict[str, float] = {}
    for name, (module, function) in STEPS.items():
        room = import_module(module)
        setattr(room, function, timed(getattr(room, function), name, spent))
    code = build_site.main(arguments)
    spent["all"] = seconds()
    file.write_text(json.dumps(spent), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
