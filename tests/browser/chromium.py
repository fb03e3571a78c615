"""The browser of the tests: the machine's own Chromium, or one installed now, and the typeface pages are set in.

Run as a program to make sure of both.
"""

import os
import shutil
import subprocess
import sys
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 900
"""Seconds to wait for a package manager that is busy."""


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
        apt = [*rights, "apt-get", "-q", "-o", f"DPkg::Lock::Timeout={PATIENCE}"]
        packages = ["chromium", "fonts-liberation"]
        for command in ([*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages]):
            if shutil.which(command[0]) is None or not has_run(command):
                break
    if find_chromium() is None:
        print("The package manager has not installed Chromium; asking Playwright for its own.", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def has_run(command: list[str], patience: float = PATIENCE, pause: float = 5) -> bool:
    """Run the package manager, and wait while another one is at work: a fresh machine often updates itself.

    Its own option waits for one of its locks only.
    """
    deadline = time.monotonic() + patience
    while True:
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
        is_busy = done.returncode != 0 and "Could not get lock" in done.stderr
        if not is_busy or time.monotonic() > deadline:
            sys.stderr.write(done.stderr)
            return done.returncode == 0
        print("The package manager is busy: waiting for it.", flush=True)
        time.sleep(pause)


if __name__ == "__main__" and (find_chromium() is None or not has_typeface()):
    install_chromium()
