"""What the pages of releases say: every version, what each changed, and the record for whoever audits the site."""

from collections.abc import Iterator

from ratings_site.model.wording import say
from ratings_site.pages.page import Facts, View
from ratings_site.pages.parts import citation
from ratings_site.wording.changes import build_sections


def build_releases_view(facts: Facts) -> View:
    """The list of every release, newest first."""
    return {
        "releases": facts.history.entries[::-1],
        "citation": citation(facts.directory, say("Changes"), "changes/"),
    }


def build_audit_view(facts: Facts) -> View:
    """Every release with its checksum and why it corrected something, and what this site was built from."""
    reasons = {
        release.version: dict.fromkeys(correction.reason for correction in release.corrections)
        for release in facts.history.entries
    }
    return {
        "releases": facts.history.entries[::-1],
        "reasons": reasons,
        "commit": facts.commit,
        "citation": citation(facts.directory, say("Record of releases"), "audit/"),
    }


def build_release_views(facts: Facts) -> Iterator[View]:
    """For each release, the one before it and what changed since."""
    for release in facts.history.entries:
        yield {
            "version": release.version,
            "summary": release.summary,
            "release": release,
            "previous": release.changes.old_version if release.changes else "",
            "sections": build_sections(release.changes) if release.changes else (),
            "citation": citation(
                facts.directory, say("Version {version}", version=release.version), f"changes/{release.version}/"
            ),
        }
