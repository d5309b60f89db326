#!/usr/bin/env python3
"""Checks that the version is written in one place, project(VERSION) of CMakeLists.txt.

    version.py ROOT [PROGRAM...]

The same number may stand nowhere else in the tree, but for the history (CHANGELOG.md); each program given must print it
for --version. Prints findings as file:line: message; exits 1 when there are any, 2 when the version cannot be found.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

NOT_READ = {".git", "build", "var", "node_modules", "reports", "results"}
SAMPLES = "tests/checks/data"
HISTORY = {"CHANGELOG.md"}
TEXTS = {".cc", ".h", ".cmake", ".py", ".md", ".json", ".js", ".css", ".html", ".mustache", ".toml", ".txt", ".tsv", ""}


def texts(root):
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = sorted(name for name in folders if name not in NOT_READ and (here / name).as_posix() != SAMPLES)
        for name in sorted(names):
            if Path(name).suffix in TEXTS and name not in HISTORY:
                yield here / name


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path)
    arguments.add_argument("programs", nargs="*")
    given = arguments.parse_args()

    lists = (given.root / "CMakeLists.txt").read_text(encoding="utf-8")
    project = re.search(r"^project\([^)]*\bVERSION\s+(\d+\.\d+\.\d+)", lists, re.MULTILINE)
    if not project:
        print("CMakeLists.txt: no project(... VERSION x.y.z ...)", file=sys.stderr)
        return 2
    version = project[1]
    literal = re.compile(rf"(?<![\d.]){re.escape(version)}(?![\d.]*\d)")

    findings = 0
    for path in texts(given.root):
        for number, line in enumerate((given.root / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if literal.search(line) and not (path.as_posix() == "CMakeLists.txt" and line.startswith("project(")):
                print(f"{path}:{number}: the version {version} is written a second time")
                findings += 1
    for program in given.programs:
        run = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False)
        if run.returncode != 0 or not literal.search(run.stdout):
            print(f"{program}: --version gave status {run.returncode} and '{run.stdout.strip()}', not {version}")
            findings += 1
    print(f"version: {version}, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
