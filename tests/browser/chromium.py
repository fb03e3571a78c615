"""The browser of the tests: the machine's own Chromium, or one installed now. Run as a program to make sure of it."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of the machine's Chromium (CHROMIUM in the environment comes first); None for Playwright's own."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    """Install Debian's Chromium where that can be done, otherwise the one that Playwright offers."""
    if shutil.which("apt-get"):
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = [*rights, "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
        for command in ([*rights, "apt-get", "update", "-q"], install):
            if shutil.which(command[0]) is None or subprocess.run(command, check=False).returncode:
                break
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__" and find_chromium() is None:
    install_chromium()
