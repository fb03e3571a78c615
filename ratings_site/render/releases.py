"""The pages of releases: the list, one page for each version, the record for an audit, and their changes as CSV."""

from ratings_site.model.directory import Directory
from ratings_site.model.releases import History
from ratings_site.model.views.releases import build_release_view, build_releases_view
from ratings_site.model.wording import say
from ratings_site.render.changes import render_csv, render_csv_of_all
from ratings_site.render.pages import Page


def release_pages(history: History, directory: Directory, *, commit: str = "") -> list[Page]:
    """The pages of every release; `commit` names the state in Git that the site is built from, where it is known."""
    return [
        Page(
            path="changes/index.md",
            template="changes.md.jinja",
            title=say("Changes"),
            description=say(
                "Every version of the data, and which ratings went up, down, appeared or were corrected in it."
            ),
            view=build_releases_view(history, directory, title=say("Changes"), address="changes/"),
            extra={},
        ),
        Page(
            path="audit.md",
            template="audit.md.jinja",
            title=say("Record of releases"),
            description=say("Each release of the data with its date, what changed and why, and its checksum."),
            view=build_releases_view(history, directory, title=say("Record of releases"), address="audit/"),
            extra={"commit": commit},
        ),
        *(
            Page(
                path=f"changes/{entry.version}.md",
                template="release.md.jinja",
                title=say("Version {version}", version=entry.version),
                description=say(
                    "What version {version} of the data changed: {summary}",
                    version=entry.version,
                    summary=entry.summary,
                ),
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
