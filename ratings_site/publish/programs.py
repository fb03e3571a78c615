"""MkDocs, run as a program over a project: a folder with mkdocs.yml and docs/."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ratings_site import kept
from ratings_site.publish import output
from ratings_site.publish.light import Light, lighten_all, named_in
from ratings_site.publish.problems import PublishError, read_utf8

Words = Mapping[str, Mapping[str, str]]
"""By language, what the frame around every page says, as HTML; a key with an equals sign is for an attribute."""

Settings = dict[str, Any]
"""What mkdocs.yml says."""

STYLES = "assets/styles.css"
"""All style sheets that every page has. Each also stands by itself, for pages that a browser kept from before."""

MOST_IN_MENU = 40
"""Pages that an asterisk may stand for: the menu is drawn into every page, and more are reached from their list."""

MOST_KEPT = 10_000
"""Pages; what MkDocs made of more is not kept, since it would be in memory several times."""

_QUOTED = re.compile(r"'([^']+)'")
_REFUSED = re.compile(
    r"^\w*Error: \[Errno (?P<number>\d+)\] (?P<what>[^:\n]+)(?:: .*?'(?P<place>[^'\n]+)')?$", re.MULTILINE
)
"""The last line that Python prints of a program which the system refused something."""
_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a|an) (?:\w+ )?link '(?P<link>[^']+)',? ?(?P<why>.*)", re.DOTALL
)


def run_mkdocs(
    project: Path,
    room: Path,
    environment: Mapping[str, str],
    words: Words,
    cache: kept.Cache,
) -> tuple[dict[str, bytes | Path], dict[str, Light]]:
    """What MkDocs makes of `project`, by path, and what has yet to come into each of its pages; raises PublishError.

    It works in the empty folder `room`, where the files lie then; it is given the pages made light, and is not run
    where it has made these before. Of other files it learns only that they are there; of what is drawn, nothing.
    """
    sources = output.source_files(project / "docs")
    pages = [path for path, file in sources.items() if file.suffix == ".md"]
    light = lighten_all(pages, lambda path: read_utf8(sources[path]))
    settings = settings_of(project, environment, words)
    named = named_in(light, sources, output.DRAWN)
    styles = _one_style_sheet(settings["extra_css"], sources)
    settings["extra_css"] = [STYLES]
    key = kept.key_of(
        kept.libraries(),
        kept.sum_of([Path(__file__)], Path(__file__).parent),
        kept.sum_of((project / "theme" / path for path in output.paths_below(project / "theme")), project),
        json.dumps([settings, dict(environment), {path: page.markdown for path, page in light.items()}, sorted(named)]),
    )

    if found := cache.find(key):
        made: dict[str, bytes | Path] = {**kept.unpack(found)}
    else:
        for path, page in light.items():
            output.write_file(room / "docs" / path, page.markdown.encode())
        for path in named:
            output.write_file(room / "docs" / path, b"")
        site = _run_mkdocs(write_settings(settings, project, room / "docs", room / "mkdocs.yml"), project, environment)
        made = {path: site / path for path in output.paths_below(site) if path not in named}
        if len(light) <= MOST_KEPT:
            cache.keep(key, kept.pack({**output.Tree(made)}))
    return made | {STYLES: styles}, {output.published_path(path): page for path, page in light.items()}


def _one_style_sheet(paths: Sequence[str], sources: Mapping[str, Path]) -> bytes:
    """The style sheets of every page as one, which a browser asks for once; PublishError where one is not there."""
    if missing := [path for path in paths if path not in sources]:
        raise PublishError([f"mkdocs.yml: the style sheet {path} is not in docs/" for path in missing])
    return b"\n".join(sources[path].read_bytes() for path in paths)


def _run_mkdocs(settings: Path, project: Path, environment: Mapping[str, str]) -> Path:
    """Build into the folder site/ beside the settings; raise PublishError with every warning in plain words.

    Never with -q or -v: either hides warnings from --strict (mkdocs issue 4126).
    """
    site = settings.with_name("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(settings), "--site-dir", str(site)]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONHASHSEED": "0", **environment}
    # S603: the command is ours throughout; no part of it comes from the data.
    run = subprocess.run(command, cwd=project, env=env, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if run.returncode:
        said = run.stdout + run.stderr
        if refused := _REFUSED.search(said):
            raise OSError(int(refused["number"]), refused["what"], refused["place"])
        raise PublishError(_explain(said))
    return site


def settings_of(project: Path, environment: Mapping[str, str], words: Words) -> Settings:
    """The settings of one build: the project's mkdocs.yml with the whole menu, and the words of the frame.

    The menu leaves out the generated pages that this package has not got, and names those that an asterisk stands for.
    Nothing is inherited from mkdocs.yml, since Zensical puts two menus one after the other then.
    """
    settings = _read_settings(project / "mkdocs.yml", environment)
    settings["nav"] = list(_menu(settings["nav"], project / "docs"))
    settings["extra"]["words"] = words
    return settings


def write_settings(settings: Settings, project: Path, docs: Path, file: Path) -> Path:
    """Write the settings of a build of the pages in `docs`."""
    theme = dict(settings["theme"], custom_dir=_way(project / settings["theme"]["custom_dir"], file))
    placed = settings | {"docs_dir": _way(docs, file), "theme": theme}
    output.write_file(file, json.dumps(placed, ensure_ascii=False).encode())  # JSON is YAML
    return file


def _way(path: Path, settings: Path) -> str:
    """The relative way from the settings to a path: Zensical breaks down over an absolute one."""
    return os.path.relpath(path.resolve(), settings.parent.resolve())


def _read_settings(file: Path, environment: Mapping[str, str]) -> Settings:
    """What mkdocs.yml says, with `!ENV [NAME, default]` filled in."""
    loader: Any = type("Settings", (yaml.SafeLoader,), {})
    loader.add_constructor("!ENV", lambda _, node: environment.get(node.value[0].value) or node.value[1].value)
    try:
        settings: Settings = yaml.load(read_utf8(file), loader)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        raise PublishError([f"{file.name} cannot be read: {' '.join(str(error).split())}"]) from error
    return settings


def _menu(entries: list[Any], docs: Path) -> Iterator[Any]:
    """The menu of `nav` in mkdocs.yml: pages, pages with a title, and titles with a list of their own."""
    for entry in entries:
        if isinstance(entry, dict):
            title, inside = next(iter(entry.items()))
            listed = list(_menu(inside if isinstance(inside, list) else [inside], docs))
            if listed:
                yield {title: listed if isinstance(inside, list) else listed[0]}
        elif "*" in entry:
            found = sorted(path.relative_to(docs).as_posix() for path in docs.glob(entry) if path.name != "index.md")
            yield from found if len(found) <= MOST_IN_MENU else ()
        elif not output.is_generated(entry) or (docs / entry).is_file():
            yield entry


def _explain(text: str) -> list[str]:
    lines = re.split(r"\n(?=(?:WARNING|ERROR|INFO|DEBUG)\b)|\n\n", text)
    found = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
    plain = [_plain(re.sub(r"^\w+\s+-\s+", "", line)) for line in found]
    said = text.strip().rpartition("\n")[2] if "Traceback (most recent" in text else text.strip()
    return plain or [f"MkDocs could not build the pages. It said:\n{said}"]


def _plain(warning: str) -> str:
    warning = " ".join(warning.split())
    if link := _LINK.fullmatch(warning):
        return f"docs/{link['page']}: the link {link['link']} leads nowhere ({link['why'].rstrip('.')})"
    if "included in the 'nav' configuration" in warning:
        page = _QUOTED.search(warning)
        return f"mkdocs.yml: the menu names {page[1] if page else 'a page'}, which is not in docs/"
    return warning
