"""The security policy: what a page may load and run, said in the page and in a file for hosts that take one."""

import base64
import hashlib
from collections.abc import Iterable

MEDIA_TYPES_BY_PATH = {"/catalog.jsonld": "application/ld+json", "/feed.xml": "application/atom+xml; charset=utf-8"}
"""Single files whose kind hosts do not guess from their names."""

_CHARSET = '<meta charset="utf-8">'


def policy(inline_scripts: Iterable[str]) -> str:
    """The policy that allows the site itself and just the inline scripts with these hashes."""
    scripts = " ".join(["'self'", *sorted(f"'{each}'" for each in inline_scripts)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
    )


def with_policy(html: str, text: str) -> str:
    """The page with the policy before anything it governs, unchanged if it has no `<meta charset="utf-8">`."""
    meta = f'{_CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{text}">'
    return html.replace(_CHARSET, meta + '\n<meta name="referrer" content="strict-origin-when-cross-origin">', 1)


def headers(text: str) -> str:
    """The text of `_headers`, which Netlify, Cloudflare Pages and our own tests read.

    Every answer opens to other sites' programs: all of it is public, and none of it knows who asks.
    """
    everywhere = {
        "Access-Control-Allow-Origin": "*",
        "Content-Security-Policy": f"{text}; frame-ancestors 'self'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }
    lines = "".join(f"  {name}: {value}\n" for name, value in everywhere.items())
    types = (f"\n{path}\n  Content-Type: {media_type}\n" for path, media_type in MEDIA_TYPES_BY_PATH.items())
    return f"/*\n{lines}{''.join(types)}"


def hash_of(script: str) -> str:
    """A script as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
