"""What the accessibility statement says: the model that the law prescribes, with the facts of a small file.

The model is that of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
"""

from ratings_site.model.wording import words_of
from ratings_site.pages.page import Facts, View


def build_accessibility_view(_facts: Facts) -> View:
    """Say the statement of wording/accessibility.toml; it is the same whatever the data is."""
    return words_of("accessibility")
