#!/usr/bin/env python3
"""How like the report the made records are.

    check.py --bin FOLDER [--records N]

Prints, of the report and of N made records: words of an intervention, the share of damaged words (as printed, and with
accents and letter case aside), and how many different words a text of some length has. The report's damage is counted
over its aligned lines (tests/data/ocr), the rest over its interventions as the indexer reads them.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "quality"))
import aligned  # noqa: E402

LENGTHS = (1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000)  # words


def report_texts(programs):
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([programs / "dixit-indexer", "build", "--out", index, ROOT / "corpus" / "reports"], check=True, capture_output=True)
        units = subprocess.run([programs / "dixit-indexer", "export", "--index", index], check=True, capture_output=True).stdout
    return [unit["text"] for unit in map(json.loads, units.splitlines()) if unit["kind"] == "intervention"]


def made(programs, records):
    command = [programs / "dixit-make-records", "--records", str(records), "--truth"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            record = json.loads(line)
            yield record["text"], record["truth"]
    if process.returncode:
        sys.exit(f"dixit-make-records failed with status {process.returncode}")


def damaged(pairs, form):
    """The share of words of (printed, meant) texts that are not printed in the same form."""
    wrong = total = 0
    for printed, meant in pairs:
        wanted = [form(word) for word in aligned.words(meant)]
        wrong += len(wanted) - len(aligned.found([form(word) for word in aligned.words(printed)], wanted))
        total += len(wanted)
    return wrong / total


class Growth:
    """How many different words there are in a text so far, at certain lengths of it."""

    def __init__(self):
        self.seen, self.words, self.at = set(), 0, {}

    def add(self, text):
        for word in aligned.words(text.lower()):
            self.seen.add(word)
            self.words += 1
            if self.words in LENGTHS:
                self.at[self.words] = len(self.seen)


def figures(texts, pairs):
    growth = Growth()
    for text in texts:
        growth.add(text)
    words = [len(aligned.words(text)) for text in texts]
    tenths = statistics.quantiles(words, n=10)
    yield "texts", f"{len(texts):,}"
    yield "words a text, mean", f"{statistics.mean(words):.1f}"
    yield "words a text, 10 % / 50 % / 90 %", f"{tenths[0]:.0f} / {tenths[4]:.0f} / {tenths[8]:.0f}"
    yield "damaged words", f"{100 * damaged(pairs, str):.1f} %"
    yield "damaged words, accents and case aside", f"{100 * damaged(pairs, aligned.folded):.1f} %"
    for length in LENGTHS:
        yield f"different words in {length:,}", f"{growth.at[length]:,}" if length in growth.at else "–"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--records", type=int, default=10_000)
    options = arguments.parse_args()
    of_report = figures(report_texts(options.bin), [(printed, meant) for _, _, printed, meant in aligned.joined(aligned.report())])
    pairs = list(made(options.bin, options.records))
    of_made = figures([printed for printed, _ in pairs], pairs)
    print(f"{'':40} {'report':>16} {'made':>16}")
    for (name, report), (_, records) in zip(of_report, of_made):
        print(f"{name:40} {report:>16} {records:>16}")


if __name__ == "__main__":
    main()
