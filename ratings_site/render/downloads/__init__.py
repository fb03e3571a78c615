"""Everything people download: one folder a version, holding the same values in every format."""

from ratings_site.render.downloads.release import Release, release_files, render_release

__all__ = ["Release", "release_files", "render_release"]
