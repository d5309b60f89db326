#!/usr/bin/env python3
"""Checks the rules of the house that a machine can read.

    house.py ROOT

No test is skipped or switched off, nothing is left for later in a comment, a header says in its first line what it
is for, and no source grows past what one idea needs. Prints findings as file:line: message; exits 1 when there are any, 2 when there
is nothing to read.
"""

import argparse
import re
import sys
from pathlib import Path

FOLDERS = ("core", "indexer", "searchd", "tests", "benches", "web", "script", "cmake")
ENDINGS = (".cc", ".h", ".py", ".js", ".mjs", ".css", ".html", ".mustache", ".cmake", "")
SAMPLES = "tests/checks/data"
OTHERS = "node_modules"
LONGEST_LINES = 500  # the aim is 150 for a header and 350 for a source

FORBIDDEN = (
    (re.compile(r"\bGTEST_SKIP\b"), "a test is skipped"),
    (re.compile(r"\bDISABLED_\w"), "a test is switched off"),
    (re.compile(r"(?://|#|/\*|<!--).*\b(?:TODO|FIXME|XXX)\b"), "something is left for later"),
)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path)
    root = arguments.parse_args().root
    files = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if not path.is_file() or path.suffix not in ENDINGS or OTHERS in path.parts:
                continue
            if not name.startswith(SAMPLES) and path.name != "house.py":
                files.append(name)
    if not files:
        print(f"{root}: nothing to read", file=sys.stderr)
        return 2
    findings = 0
    for name in files:
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        found = [(n, why) for n, line in enumerate(lines, 1) for pattern, why in FORBIDDEN if pattern.search(line)]
        if name.endswith(".h") and (not lines or not lines[0].startswith("//") or "#pragma once" not in lines):
            found.append((1, "a header begins with what it is for, and has #pragma once"))
        if name.endswith((".h", ".cc")) and len(lines) > LONGEST_LINES:
            found.append((len(lines), f"more than {LONGEST_LINES} lines: split by ideas"))
        for number, why in found:
            print(f"{name}:{number}: {why}")
        findings += len(found)
    print(f"house: {len(files)} files, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
