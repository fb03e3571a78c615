"""The pages of releases: the list, one page for each version, the record for an audit, and their changes as CSV."""

from ratings_site.model.directory import Directory
from ratings_site.model.releases import History
from ratings_site.model.views.releases import build_release_view, build_releases_view
from ratings_site.render.changes import render_csv, render_csv_of_all
from ratings_site.render.pages import Page


def release_pages(history: History, directory: Directory, *, commit: str = "") -> list[Page]:
    """The pages of every release; `commit` names the state in Git that the site is built from, where it is known."""
    return [
        Page(
            path="changes/index.md",
            template="changes.md.jinja",
            title="Changes",
            description="Every version of the data, and which ratings went up, down, appeared or were corrected in it.",
            view=build_releases_view(history, directory, title="Changes", address="changes/"),
            extra={},
        ),
        Page(
            path="audit.md",
            template="audit.md.jinja",
            title="Record of releases",
            description="Each release of the data with its date, what changed and why, and its checksum.",
            view=build_releases_view(history, directory, title="Record of releases", address="audit/"),
            extra={"commit": commit},
        ),
        *(
            Page(
                path=f"changes/{entry.version}.md",
                template="release.md.jinja",
                title=f"Version {entry.version}",
                description=f"What version {entry.version} of the data changed: {entry.summary}",
                view=build_release_view(entry, directory),
                extra={},
            )
            for entry in history.entries
        ),
    ]


def render_release_files(history: History) -> dict[str, str]:
    """What every release changed as CSV, for each and for all of them together, by path."""
    files = {
        f"changes/{entry.version}/changes.csv": render_csv(entry.changes) for entry in history.entries if entry.changes
    }
    return files | {"changes/changes.csv": render_csv_of_all(history.changes)}
