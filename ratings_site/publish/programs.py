"""MkDocs and its successor Zensical, run as programs over a project: a folder with mkdocs.yml and docs/."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ratings_site.publish.output import is_generated
from ratings_site.publish.problems import PublishError

_MENU_ENTRY = re.compile(r"^ +- (?:[^:\n]+: )?(?P<page>\S+\.md)\n", re.MULTILINE)
_THEME = re.compile(r"^( +custom_dir: )(\S+)$", re.MULTILINE)
_QUOTED = re.compile(r"'([^']+)'")
_LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a|an) (?:\w+ )?link '(?P<link>[^']+)',? ?(?P<why>.*)", re.DOTALL
)


def run_mkdocs(project: Path, site: Path, environment: Mapping[str, str]) -> None:
    """Build `project` into the folder `site`; raise PublishError with every warning in plain words.

    Never with -q or -v: either hides warnings from --strict (mkdocs issue 4126).
    """
    settings = _settings(project, site.parent)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(settings)]
    run = _run([*command, "--site-dir", str(site)], project, environment)
    if run.returncode:
        raise PublishError(_explain(run.stdout + run.stderr))


def run_zensical(project: Path, environment: Mapping[str, str]) -> Path:
    """Build `project` with Zensical into its own folder site/ and return that; for the test that we can move."""
    run = _run([sys.executable, "-m", "zensical", "build", "--strict", "--clean"], project, environment)
    if run.returncode:
        raise PublishError(_explain(run.stdout + run.stderr))
    return project / "site"


def _run(command: list[str], project: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    # S603: the command is ours throughout; no part of it comes from the data.
    return subprocess.run(  # noqa: S603
        command,
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONHASHSEED": "0", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _settings(project: Path, aside: Path) -> Path:
    """The project's mkdocs.yml, or a copy whose menu leaves out the generated pages that this package has not got."""
    own = project / "mkdocs.yml"
    text = own.read_text(encoding="utf-8")
    docs = (project / "docs").resolve()
    shorter = _MENU_ENTRY.sub(lambda line: "" if _is_absent(line["page"], docs) else line[0], text)
    if shorter == text:
        return own
    moved = _THEME.sub(lambda line: line[1] + json.dumps(str((project / line[2]).resolve())), shorter)
    aside.mkdir(parents=True, exist_ok=True)
    settings = aside / "mkdocs.yml"
    settings.write_text(f"{moved}\ndocs_dir: {json.dumps(str(docs))}\n", encoding="utf-8")
    return settings


def _is_absent(page: str, docs: Path) -> bool:
    return is_generated(page) and not (docs / page).is_file()


def _explain(output: str) -> list[str]:
    lines = re.split(r"\n(?=(?:WARNING|ERROR|INFO|DEBUG)\b)|\n\n", output)
    found = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
    plain = [_plain(re.sub(r"^\w+\s+-\s+", "", line)) for line in found]
    return plain or ["MkDocs could not build the pages. It said:\n" + output.strip()]


def _plain(warning: str) -> str:
    warning = " ".join(warning.split())
    link = _LINK.fullmatch(warning)
    if link:
        return f"docs/{link['page']}: the link {link['link']} leads nowhere ({link['why'].rstrip('.')})"
    if "included in the 'nav' configuration" in warning:
        page = _QUOTED.search(warning)
        return f"mkdocs.yml: the menu names {page[1] if page else 'a page'}, which is not in docs/"
    return warning
