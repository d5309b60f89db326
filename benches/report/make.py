#!/usr/bin/env python3
"""Writes docs/benchmarks.md and its plots from the newest results of each suite.

    make.py [FILE]...

FILE: results to take in place of all of benches/results/. Of suites that were run over collections of several sizes the
newest run of each size counts.
"""

import argparse
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import results  # noqa: E402
import sections  # noqa: E402

PAGE = results.ROOT / "docs" / "benchmarks.md"
IMAGES = results.ROOT / "docs" / "images"

HEAD = """# Benchmarks

Written by `script/bench report` from what `script/bench peers`, `latency`, `index`, `scale` and `browser` measured; do not edit by hand.
Each table names its run. Figures of different runs are not to be compared: the machine may have been busier in one of them. Ratios within a
table are.
"""


def newest(files):
    """{(suite, records): run}, the newest of each."""
    runs = [json.loads(file.read_text(encoding="utf8")) for file in files]
    return {(run["suite"], run.get("records")): run for run in sorted(runs, key=lambda run: run["at"])}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    files = arguments.parse_args().files or sorted(results.RESULTS.glob("*.json"))
    if not files:
        raise SystemExit("no results yet: run script/bench peers, latency, index, scale or browser first")
    page = sections.Page(IMAGES)
    parts = [HEAD]
    for (suite, _), run in sorted(newest(files).items(), key=lambda item: (sections.ORDER.index(item[0][0]), item[0][1] or 0)):
        parts.append(sections.WRITERS[suite](page, run))
    parts.append(sections.WHAT_IT_DOES_NOT_SHOW)
    PAGE.write_text("\n".join(part.rstrip("\n") + "\n" for part in parts), encoding="utf8")
    print(f"written: {PAGE.relative_to(results.ROOT)} from {len(files)} results")


if __name__ == "__main__":
    main()
