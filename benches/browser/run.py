#!/usr/bin/env python3
"""What a visit to the pages, and to a site that embeds the search, costs in a browser on this machine.

    run.py --bin FOLDER [--pages N]

Opens each place N times, in turns, every time with nothing kept from before: first contentful paint, bytes and requests
until the network is quiet, milliseconds from the last key of a question to its painted answers, and how much moved
without being asked to (0: nothing).
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import results  # noqa: E402


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, default=results.ROOT / "build/release/bin")
    arguments.add_argument("--pages", type=int, default=20)
    options = arguments.parse_args()
    programs = options.bin.resolve()
    with tempfile.TemporaryDirectory() as index:
        built = [programs / "dixit-indexer", "build", "--out", index, results.ROOT / "corpus/reports"]
        subprocess.run(built, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        printed = subprocess.run(["node", HERE / "measure.mjs", str(options.pages)], check=True, stdout=subprocess.PIPE,
                                 env={**os.environ, "DIXIT_BIN_DIR": str(programs), "DIXIT_TEST_INDEX": index}).stdout
    figures = json.loads(printed)
    for place, visits in figures["visits"].items():
        def share(name, part):
            return results.percentile([visit[name] for visit in visits], part)
        print(f"{place:14}first paint {share('painted', 0.5):4.0f} ms, last key to answers {share('answered', 0.5):4.0f} ms"
              f" (worst {share('answered', 1):.0f}), shift {share('shift', 1):g}, {share('bytes', 0.5):,.0f} bytes in {share('requests', 0.5)} requests")
    results.save("browser", figures)


if __name__ == "__main__":
    main()
