"""What a finished site was made from, beside it: as long as nothing of both has changed, there is nothing to build."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ratings_site.kept import libraries
from ratings_site.publish import output

READ = ("LICENSE", "build_site.py", "locale", "mkdocs.yml", "postcodes", "ratings_site", "requirements.txt", "theme")
"""Everything of the project that a build reads, beside docs/."""
BESIDE = ("addresses.csv", "releases")
"""What it reads beside the package."""
ASKED = ("NO_COLOR", "SITE_CONTACT", "SITE_REPOSITORY", "SITE_URL")
"""What it asks of the environment."""

State = tuple[int, ...]
"""What the system says of a file; whoever writes into one cannot keep all of it."""

Files = dict[str, tuple[State, str]]
"""Files, each with its state and the sum of its content."""


def look_at(files: Iterable[Path]) -> Files:
    """These files as they are now."""
    return {str(file): (_state(str(file)), _sum(file)) for file in files}


def asked(*options: str) -> tuple[str, ...]:
    """What a build depends on beside files: these options, the environment, and the libraries."""
    return (libraries(), *(f"{name}={os.environ.get(name, '')}" for name in ASKED), *options)


def said_before(options: tuple[str, ...], files: Iterable[Path], site: Path) -> str:
    """What the build of this very site from these very files said; empty where anything differs or nothing is known."""
    try:
        options_then, then, said = json.loads(_place(site).read_text(encoding="utf-8"))
        names = {*map(str, files), *below(site.resolve())}
        known = options_then == [*options] and names == then.keys()
        same = known and all(_is_same(file, tuple(state), summed) for file, (state, summed) in then.items())
    except (OSError, ValueError, TypeError, AttributeError):
        return ""
    return said if same else ""


def write_stamp(site: Path, options: tuple[str, ...], files: Files, said: str) -> None:
    """Write beside a site that was made a moment ago from these files what its build said.

    Whoever touches a file of the site has it made anew, so none of those is summed; a build that is killed before
    leaves a stamp that does not fit.
    """
    files = files | {file: (_state(file), "") for file in below(site.resolve())}
    _place(site).write_text(json.dumps([options, files, said]), encoding="utf-8")


def _place(site: Path) -> Path:
    return site.resolve().with_name(f".{site.name}.stamp")


def read_by_build(project: Path, package: Path) -> list[Path]:
    """Every file that a build reads."""
    docs, beside = project / "docs", package.resolve().parent
    by_hand = (docs / path for path in output.paths_below(docs) if not output.is_generated(path))
    places = (*(project / name for name in READ), package.resolve(), *(beside / name for name in BESIDE))
    return [*filter(Path.is_file, by_hand), *map(Path, below(*places))]


def below(*places: Path) -> Iterator[str]:
    """Every file at or below these places, but for what Python compiled."""
    for place in places:
        if place.is_file():
            yield str(place)
        for folder, inner, files in os.walk(place):
            inner[:] = [name for name in inner if name != "__pycache__"]
            yield from (os.path.join(folder, name) for name in files)  # noqa: PTH118  fast


def _state(file: str) -> State:
    found = os.stat(file)  # noqa: PTH116  thousands of files, each time
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _sum(file: str | Path) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def _is_same(file: str, state: State, summed: str) -> bool:
    return _state(file) == state or (summed != "" and _sum(file) == summed)
