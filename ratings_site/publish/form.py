"""What a page may not show: elements that a validator of HTML refuses where they stand, and texts left over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav "  # noqa: SIM905
    "ol p pre section table ul".split()
)
_CHOSEN = frozenset(["a", "button"])
_ELEMENTS = frozenset(
    "a abbr address area article aside audio b base blockquote body br button canvas caption cite code col colgroup "  # noqa: SIM905
    "data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav "
    "noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search section "
    "select slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead "
    "time title tr track u ul var video wbr".split()
)
_ROWS = ("table", "thead", "tbody", "tfoot")
_PARENTS = {
    "li": ("ul", "ol", "menu", "template"), "dt": ("dl", "div"), "dd": ("dl", "div"), "caption": ("table",),
    "thead": ("table",), "tbody": ("table", "template"), "tfoot": ("table",), "tr": _ROWS, "td": ("tr",),
    "th": ("tr",), "option": ("select", "optgroup", "datalist"), "summary": ("details",), "legend": ("fieldset",),
    "figcaption": ("figure",), "source": ("picture", "audio", "video"),
}  # fmt: skip
"""Elements that stand in certain others only."""

_WHOLE, _SWITCH, _LANGUAGE, _LINK = (re.compile(form) for form in (r"-?\d+", "true|false", "en|cy", r'[^\s"<>]*'))
_VALUES = {
    "aria-current": re.compile("page|true|false|step|location"), "aria-expanded": _SWITCH, "aria-hidden": _SWITCH,
    "aria-live": re.compile("polite|assertive|off"), "colspan": _WHOLE, "dir": re.compile("ltr|rtl|auto"),
    "href": _LINK, "hreflang": _LANGUAGE, "id": re.compile(r"\S+"), "lang": _LANGUAGE, "rowspan": _WHOLE,
    "loading": re.compile("lazy|eager"), "scope": re.compile("row|col|rowgroup|colgroup"), "src": _LINK,
    "tabindex": _WHOLE,
}  # fmt: skip
"""What the values of attributes look like."""

_REFERRING = frozenset(["aria-controls", "aria-describedby", "aria-labelledby", "aria-owns", "form", "headers", "list"])

_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|\{:\s*[.#\w-]|\]\(|\]\[")
_EMPTY_WORDS = re.compile(r"\A(?:None|nan|NaN|NaT|<NA>|null|undefined|inf|-inf)\Z")
_EMPTY_WORD_WITHIN = re.compile(r"(?<![\w-])(?:nan|NaN|NaT|<NA>|undefined)(?![\w-])|(?<=[a-z,;:(] )None\b")
_MISSING = "shows a missing value that the page should say in words"
LOOKS = {
    _TEMPLATE: "is left over from a template or from Markdown",
    _EMPTY_WORDS: _MISSING,
    _EMPTY_WORD_WITHIN: _MISSING,
}
"""What texts look like that were left over, and what is said of them."""


def misplaced(tag: str, around: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with where an element stands; `around` are those that it stands in, outermost first."""
    above = around[-1] if around else ""
    if tag in _PARENTS and above not in _PARENTS[tag]:
        yield f"<{tag}> stands in <{above}>"
    if tag in _BLOCKS and "p" in around:
        yield f"<{tag}> stands in a paragraph"
    if tag in _CHOSEN and not _CHOSEN.isdisjoint(around):
        yield f"<{tag}> stands in another link or button"


def judge(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with an element as it is written, wherever it stands."""
    if tag not in _ELEMENTS:
        yield f"there is no element <{tag}>"
    if tag == "img" and "alt" not in attributes:
        yield "<img> has no alt"
    for name, value in attributes.items():
        if name in _VALUES and not _VALUES[name].fullmatch(value):
            yield f'<{tag} {name}="{value}">: that is no value of {name}'


def referred(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids that an element names in other ways than by a link."""
    for name in _REFERRING.intersection(attributes):
        yield from attributes[name].split()
    if tag == "label" and "for" in attributes:
        yield attributes["for"]


_SIGN = re.compile(r"[{}\]]|(?<![\w-])-?(?:nan|nat|none|null|undefined|inf)(?!\w)|<na>", re.IGNORECASE)
"""What stands in every text that looks left over, and in few others: it is looked for in a third of the time."""


def may_be_left_over(text: str) -> bool:
    """Whether a text could look left over, as it is or within a sentence."""
    return _SIGN.search(text) is not None


@lru_cache(maxsize=100_000)  # nearly everything that stands on a page stands on others
def left_over(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """What looks left over in a text, and what is said of it."""
    shown = plain(text)
    return tuple((says, found) for look, says in LOOKS.items() for found in look.finditer(shown))


def plain(text: str) -> str:
    """A text as a page shows it: each run of blanks is one."""
    return " ".join(text.split())
