"""What the theme gets wrong for readers and has no template of its own for, mended in the built pages.

Everything else of the theme is overridden in theme/. Each mend names the text that it replaces and is made once on
every page: when a new version of the theme no longer has that text the build fails, so that nobody believes a fault
mended that has only moved.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from ratings_site.publish.problems import PublishError

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>)", re.DOTALL)


class Theme(NamedTuple):
    """A version of a theme as it was looked at: what may run in its pages, and what is mended in them."""

    name: str
    inline_scripts: Collection[str]
    """The hashes of the scripts that stand in its pages themselves, as a security policy writes them. They are written
    down here and never read from what was built: a script that came in with the content would be among those."""
    mends: Mapping[str, str] = {}
    """What is put once on every page, with keys of the words of the frame in braces, by the pattern it takes the place
    of."""
    faults: Collection[str] = ()
    """What a validator refuses in its pages and no reader meets."""
    asks_for_sitemaps: str = ""
    """Where its script asks, on every page, for a site map of each feed and each other language that the page names,
    for a switch between languages that this site has not."""

    def mend(self, html: str, path: str, words: Mapping[str, str]) -> str:
        """The page with every fault of the theme mended; PublishError if the theme has changed under us."""
        for find, put in self.mends.items():
            said = re.sub(r"\{(=?[a-z_.]+)\}", lambda key: words[key[1]].replace("\\", r"\\"), put)
            html, found = re.subn(find, said, html, flags=re.DOTALL)
            if found != 1:
                problem = f"{path}: the theme's {find!r} stands there {found} times, not once"
                raise PublishError([f"{problem}. Look at the new theme and mend {self.name} in publish/theme.toml."])
        return html

    def mend_script(self, text: bytes, name: str) -> bytes:
        """The theme's script without the requests that serve nobody here."""
        asked = self.asks_for_sitemaps.encode()
        if text.count(asked) != 1:
            problem = f"{name}: the theme no longer asks for site maps in the way it did. Look at what it asks for now"
            raise PublishError([f"{problem}, and mend {self.name} in publish/theme.toml."])
        return text.replace(asked, b'"link[rel=none]"')


MATERIAL = Theme(**tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))


def without_blank_lines(html: str) -> str:
    """The page without the empty lines that the theme's templates leave: half of what is sent."""
    parts = _KEPT.split(html)
    return "".join(part if index % 2 else _BLANK.sub("\n", part) for index, part in enumerate(parts))
