"""The site as catalogues see it: its address, its package and its files."""

from dataclasses import dataclass

from ratings_site.model.tables import PackageInfo
from ratings_site.model.views.data import Download

NAME = "Probation ratings"
"""The name under which the site publishes."""


@dataclass(frozen=True)
class Site:
    """What every description of the dataset is made from; `url` ends with a slash."""

    url: str
    package: PackageInfo
    downloads: tuple[Download, ...]

    @property
    def landing_page(self) -> str:
        """The one page that carries the dataset, and its identifier for good."""
        return f"{self.url}data/"

    def content_url(self, download: Download) -> str:
        """The address that always leads to the newest version of a file."""
        return f"{self.landing_page}latest/{download.path}"

    @property
    def version_url(self) -> str:
        """The folder of this version, whose files never change."""
        return f"{self.landing_page}{self.package.version}/"

    @property
    def source_publishers(self) -> tuple[str, ...]:
        """Who published what the data was gathered from."""
        return tuple(contributor["title"] for contributor in self.package.contributors)

    @property
    def mailbox(self) -> str:
        """The publisher's mailbox, where the descriptor names one: none is made up."""
        for contributor in self.package.contributors:
            if "publisher" in contributor.get("roles", ()) and contributor.get("email"):
                return contributor["email"]
        return ""
