"""Make sure there is a Chromium for the browser tests; says what it did and why it could not."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Path of an installed Chromium, ``None`` without one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def by_system() -> bool:
    """Install through the system's package manager, where there is one and the user may."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not shutil.which("sudo"):
        return False
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False, env=env, **quiet)
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    return subprocess.run(install, check=False, env=env, **quiet).returncode == 0


def by_playwright() -> bool:
    """Let Playwright download its own browser."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False, timeout=600).returncode == 0


def main() -> int:
    """Exit status: 1 only where CI demands a browser and none can be had."""
    if path := found():
        print(f"Chromium: {path}")
        return 0
    if (by_system() and found()) or by_playwright():
        return 0
    print("No Chromium could be installed: the browser tests will be skipped, by name.")
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
