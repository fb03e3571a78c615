"""The browser of the tests: the machine's own Chromium, or one installed now, and the typeface pages are set in.

Run as a program to make sure of both.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of the machine's Chromium (CHROMIUM in the environment comes first); None for Playwright's own."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def has_typeface() -> bool:
    """Whether Arial, or one with its measures, is there; without it pages are set wider than readers see them."""
    if shutil.which("fc-match") is None:
        return True  # the machine does not choose its typefaces by fontconfig
    ask = ["fc-match", "--format", "%{family}", "Arial"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout in (
        "Arial",
        "Liberation Sans",
        "Arimo",
    )


def install_chromium() -> None:
    """Install Debian's Chromium and typeface where that can be done, otherwise the browser that Playwright offers."""
    if shutil.which("apt-get"):
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-liberation"]
        for command in ([*rights, "apt-get", "update", "-q"], install):
            if shutil.which(command[0]) is None or subprocess.run(command, check=False).returncode:
                break
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__" and (find_chromium() is None or not has_typeface()):
    install_chromium()
