"""Hosts that read no `_headers` are told the same: with nginx it is asked of a real one, where the machine has it."""

import json
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ratings_site.publish.addresses import Address
from ratings_site.publish.hosting import (
    MEDIA_TYPES,
    media_type,
    render_cloudfront,
    render_nginx,
    render_s3,
    write_hosting,
)
from ratings_site.publish.policy import headers, policy, read_headers

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
SENT = read_headers(headers(policy(["sha256-a"])))
MOVED = (
    Address("/pdus/old/", "1.0.0", "/pdus/new/"),
    Address("/pdus/both/", "1.0.0", "/pdus/new/ /"),
    Address("/", "1.0.0"),
)
FILES = {
    "index.html": "text/html; charset=utf-8",
    "404.html": "text/html; charset=utf-8",
    "pdus/new/index.html": "text/html; charset=utf-8",
    "feed.xml": "application/atom+xml; charset=utf-8",
    "pdus/new/feed.xml": "application/atom+xml; charset=utf-8",
    "sitemap.xml": "application/xml; charset=utf-8",
    "catalog.jsonld": "application/ld+json; charset=utf-8",
    "data/latest/ratings.csv": "text/csv; charset=utf-8",
    "data/latest/ratings.parquet": "application/vnd.apache.parquet",
    "data/latest/SHA256SUMS": "text/plain; charset=utf-8",
    "assets/site.js": "text/javascript; charset=utf-8",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in FILES:
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"synthetic {path}", encoding="utf-8")
    (tmp_path / "site" / "_headers").write_text(headers(policy(["sha256-a"])), encoding="utf-8")
    return tmp_path / "site"


def test_nginx_sends_the_same_headers_as_the_file_for_other_hosts() -> None:
    said = dict(re.findall(r'^add_header (\S+) "(.*)" always;$', render_nginx(SENT, root="/"), re.MULTILINE))
    assert said == SENT


def test_cloudfront_sends_the_same_headers() -> None:
    config = json.loads(render_cloudfront(SENT))
    security, cors = config["SecurityHeadersConfig"], config["CorsConfig"]
    said = {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}
    assert config["CustomHeadersConfig"]["Quantity"] == len(said)
    said |= {
        "Access-Control-Allow-Origin": cors["AccessControlAllowOrigins"]["Items"][0],
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}",
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in security else "",
    }
    assert said == SENT


def test_every_host_gives_each_file_the_same_kind() -> None:
    given = dict(re.findall(r"--include '([^']+)' --content-type '([^']+)'", render_s3()))
    assert {path: given[_pattern(path)] for path in FILES} == FILES
    assert {path: media_type(path) for path in FILES} == {path: kind.split(";")[0] for path, kind in FILES.items()}
    nginx = render_nginx(SENT, root="/")
    assert [end for end, kind in MEDIA_TYPES.items() if f"    {kind} {end};\n" not in nginx] == []


def _pattern(path: str) -> str:
    name = path.rpartition("/")[2]
    return f"*{name}" if name in {"feed.xml", "SHA256SUMS"} else f"*.{name.rpartition('.')[2]}"


def test_the_script_for_s3_is_one_a_shell_can_read_and_names_no_key() -> None:
    script = render_s3()
    assert subprocess.run(["sh", "-n"], input=script, text=True, check=False).returncode == 0
    assert script.index("'*.html'") > max(script.index(f"'*.{end}'") for end in MEDIA_TYPES if end != "html")
    assert script.strip().splitlines()[-1].startswith("aws s3 sync --only-show-errors --size-only --delete")


@pytest.mark.parametrize("root", ["/", "/repo/"])
def test_nginx_serves_the_site_at_a_root_and_below_a_path(site: Path, root: str, tmp_path: Path) -> None:
    if NGINX is None:
        pytest.skip("there is no nginx on this machine; what it is told is compared as text above")
    address = f"https://ratings.example{root}"
    assert write_hosting(site, tmp_path / "hosting", address=address, register=MOVED) == (
        "nginx.conf",
        "cloudfront-headers.json",
        "s3.sh",
    )
    with nginx_serving(site, tmp_path / "hosting" / "nginx.conf", root) as origin:
        for path, kind in FILES.items():
            status, sent, body = ask(origin + root + path)
            assert (status, sent["Content-Type"], body) == (200, kind, f"synthetic {path}"), path
            assert {name: sent[name] for name in SENT} == SENT
        assert ask(f"{origin}{root}pdus/new/")[2] == "synthetic pdus/new/index.html"
        missing = ask(f"{origin}{root}nothing/here")
        assert (missing[0], missing[2]) == (404, "synthetic 404.html")
        assert {name: missing[1][name] for name in SENT} == SENT
        assert (ask(f"{origin}{root}pdus/new")[1]["Location"]) == f"{root}pdus/new/"
        moved = ask(f"{origin}{root}pdus/old/")
        assert (moved[0], moved[1]["Location"]) == (301, f"{root}pdus/new/")
        assert ask(f"{origin}{root}pdus/both/")[0] == 404  # it has a page of its own in a real site


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(url: str) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.build_opener(_NoRedirect).open(url, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, dict(refused.headers), refused.read().decode()


@contextmanager
def nginx_serving(site: Path, include: Path, root: str) -> Iterator[str]:
    """A real nginx with the written file in a location of its own."""
    room = include.parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = f"alias {site}/" if root != "/" else f"root {site}"
    temporary = "".join(
        f"{kind}_temp_path {room}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (room / "whole.conf").write_text(
        f"user root; daemon off; pid {room}/pid; error_log {room}/error.log;\nevents {{ }}\nhttp {{\n{temporary}"
        f"access_log off;\nserver {{ listen 127.0.0.1:{port};\n"
        f"location {root} {{ {place}; include {include}; }} }} }}\n",
        encoding="utf-8",
    )
    command = [
        shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin") or "nginx",
        "-c",
        str(room / "whole.conf"),
    ]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not begin to answer")
