"""The site's headers, kinds of files and redirects for hosts that read no `_headers`: nginx, and S3 with CloudFront.

Everything is made from the finished site, so that no host says another policy than the pages do.
"""

import json
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from ratings_site.publish.addresses import Address
from ratings_site.publish.policy import read_headers

MEDIA_TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "gz": "application/gzip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
    "png": "image/png",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""The kind of each file by the end of its name; files without one (checksums) are plain text."""

FEED = "application/atom+xml"
"""The kind of every feed.xml."""

_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", FEED, "image/svg+xml")
_SECURITY = {
    "Content-Security-Policy": ("ContentSecurityPolicy", "ContentSecurityPolicy"),
    "Referrer-Policy": ("ReferrerPolicy", "ReferrerPolicy"),
}
"""CloudFront's own places for headers, and the name of their value there."""


def write_hosting(site: Path, into: Path, *, address: str, register: Iterable[Address] = ()) -> tuple[str, ...]:
    """Write the configurations for a finished site that stands at `address`; returns their names."""
    sent = read_headers((site / "_headers").read_text(encoding="utf-8"))
    root = urlsplit(address).path or "/"
    files = {
        "nginx.conf": render_nginx(sent, root=root, register=register),
        "cloudfront-headers.json": render_cloudfront(sent),
        "s3.sh": render_s3(),
    }
    into.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (into / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(files)


def render_nginx(sent: Mapping[str, str], *, root: str, register: Iterable[Address] = ()) -> str:
    """A file to include in the `location` that serves the site below `root` ("/" or "/repo/")."""
    kinds = [f"    {media_type} {end};" for end, media_type in sorted(MEDIA_TYPES.items())]
    text = " ".join(sorted({kind for kind in MEDIA_TYPES.values() if kind.startswith(_TEXT)} - {"text/html"}))
    moved = [
        f"location = {root}{entry.address[1:]} {{ return 301 {root}{entry.targets[0][1:]}; }}"
        for entry in register
        if len(entry.targets) == 1
    ]
    lines = [
        "# Made by `make hosting`. Include it in the location that serves the site; make it anew with each release.",
        *(f'add_header {name} "{value}" always;' for name, value in sent.items()),
        f"error_page 404 {root}404.html;",
        "absolute_redirect off;",
        "index index.html;",
        "types {",
        *kinds,
        "}",
        "default_type text/plain;",
        "charset utf-8;",
        f"charset_types {text} {FEED};",
        "gzip on;",
        f"gzip_types {text} {FEED};",
        f"location ~ ^{root}(.*/)?feed\\.xml$ {{ types {{ }} default_type {FEED}; }}",
        *moved,
    ]
    return "\n".join(lines) + "\n"


def render_cloudfront(sent: Mapping[str, str]) -> str:
    """A response headers policy for CloudFront, which wants some headers in places of their own."""
    security: dict[str, object] = {
        place: {"Override": True, value: sent[name]} for name, (place, value) in _SECURITY.items()
    }
    seconds = int(sent["Strict-Transport-Security"].partition("=")[2])
    security["StrictTransportSecurity"] = {"Override": True, "AccessControlMaxAgeSec": seconds}
    security["ContentTypeOptions"] = {"Override": True}
    opened = {
        "AccessControlAllowOrigins": _items([sent["Access-Control-Allow-Origin"]]),
        "AccessControlAllowMethods": _items(["GET", "HEAD"]),
        "AccessControlAllowHeaders": _items(["*"]),
        "AccessControlAllowCredentials": False,
        "OriginOverride": True,
    }
    placed = {*_SECURITY, "Strict-Transport-Security", "X-Content-Type-Options", "Access-Control-Allow-Origin"}
    others = [{"Header": name, "Value": value, "Override": True} for name, value in sent.items() if name not in placed]
    content = {
        "Name": "probation-ratings",
        "SecurityHeadersConfig": security,
        "CorsConfig": opened,
        "CustomHeadersConfig": _items(others),
    }
    return json.dumps(content, indent=2) + "\n"


def _items(items: Sequence[object]) -> dict[str, object]:
    return {"Quantity": len(items), "Items": list(items)}


def render_s3() -> str:
    """A script that puts a site into a bucket: each kind of file under its name, pages last, then what is gone goes."""
    ends = [end for end in sorted(MEDIA_TYPES) if end != "html"]
    kinds = [(f"*.{end}", _with_charset(MEDIA_TYPES[end])) for end in ends]
    kinds += [("*feed.xml", _with_charset(FEED)), ("*SHA256SUMS", _with_charset("text/plain"))]
    kinds.append(("*.html", _with_charset("text/html")))
    return (
        "#!/bin/sh\n# Made by `make hosting`: s3.sh SITE s3://BUCKET[/FOLDER]. Pages come last, so that none names a "
        'file\n# that is not there yet; what the site no longer has goes at the end.\nset -eu\nsite="$1"\nbucket="$2"\n'
        + "".join(
            f"aws s3 cp --recursive --only-show-errors --exclude '*' --include '{pattern}' "
            f'--content-type \'{kind}\' "$site" "$bucket"\n'
            for pattern, kind in kinds
        )
        + 'aws s3 sync --only-show-errors --size-only --delete --exclude \'_*\' "$site" "$bucket"\n'
    )


def media_type(path: str) -> str:
    """The kind of a file of the site, as every host here says it."""
    name = posixpath.basename(path)
    end = name.rpartition(".")[2] if "." in name else ""
    return FEED if name == "feed.xml" else MEDIA_TYPES.get(end, "text/plain")


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind
