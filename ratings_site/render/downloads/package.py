"""The Data Package as it is published: its descriptor with sizes and checksums, and the zip with a README."""

import copy
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from ratings_site.model.tables import PackageInfo
from ratings_site.render.downloads.cells import Part
from ratings_site.render.downloads.plain import render_json

_READABLE_BY_ALL = 0o644 << 16

_MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE."""


def render_descriptor(package: PackageInfo, files: Mapping[str, bytes]) -> bytes:
    """Publish the staff's descriptor with the size and checksum of each CSV as it is published.

    Nobody edits these two by hand: they hold for the published files, not for those of the source.
    """
    descriptor: dict[str, Any] = copy.deepcopy(dict(package.descriptor))
    for resource in descriptor["resources"]:
        resource["path"] = f"{resource['name']}.csv"
        content = files[resource["path"]]
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{sha256(content)}"
    return render_json(descriptor)


def render_sums(files: Mapping[str, bytes]) -> bytes:
    """List the checksum of every file in the form that `sha256sum --check` reads."""
    return "".join(f"{sha256(files[path])}  {path}\n" for path in sorted(files)).encode()


def render_zip(files: Mapping[str, bytes], package: PackageInfo) -> bytes:
    """Pack files so that the same files make the same bytes: sorted, dated with the package, alike in rights."""
    moment = (package.created.year, package.created.month, package.created.day, 0, 0, 0)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, moment)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, whatever packs it: the rights below are read as Unix rights
            member.external_attr = _READABLE_BY_ALL
            archive.writestr(member, files[path])
    return target.getvalue()


def render_readme(package: PackageInfo, parts: Iterable[Part], limitations: Iterable[str]) -> bytes:
    """Tell whoever unpacks the zip years later what it holds and how to use and quote it."""
    parts = tuple(parts)
    tables = [f"- `{part.name}.csv`: {part.schema.title}, {len(part.frame)} rows" for part in parts]
    lines = [
        f"# {package.title}",
        "",
        f"Version {package.version} of {package.created.isoformat()}.",
        "",
        package.description,
        "",
        "## Files",
        "",
        "- `datapackage.json`: what every table and column means, as a Data Package (https://datapackage.org/)",
        "- `SHA256SUMS`: checksums; `sha256sum --check SHA256SUMS` compares them",
        *tables,
        "",
        "CSV files are UTF-8 with commas, a header row and line feeds. Dates are YYYY-MM-DD. An empty cell is unknown",
        "or does not apply; the columns `basis`, `absence` and `note` say which.",
        "",
        "## What the data cannot tell",
        "",
        *(f"- {limitation}" for limitation in limitations),
        "",
        "## Licence and quotation",
        "",
        f"{package.licence_title}: {package.licence_url}",
        "",
        f"Quote it as: {package.title}, version {package.version}, {package.created.isoformat()}. Contains public "
        "sector information licensed under the Open Government Licence v3.0.",
        "",
        "The table `sources` gives the licence of each source. Where it names none, single facts and short quotations",
        "are used, with the source.",
        *_notices(parts),
    ]
    return ("\n".join(lines) + "\n").encode()


def _notices(parts: Iterable[Part]) -> list[str]:
    """The notices that travel with what was taken from sources under the MIT licence, such as the list of PDUs."""
    sources = next((part.frame for part in parts if part.name == "sources"), None)
    if sources is None:
        return []
    holders = sorted(set(sources.loc[sources["licence"] == "MIT", "copyright"]))
    said = "The list of PDUs and other facts come from repositories under the MIT licence, whose notice is:"
    return ["", said, "", *holders, "", *_MIT.split("\n")] if holders else []


def sha256(content: bytes) -> str:
    """The checksum that descriptors, lists and catalogues give."""
    return hashlib.sha256(content).hexdigest()
