#!/usr/bin/env python3
"""Scores the reading of damaged words: how many come back, and how many sound ones are hurt.

    repair.py --bin FOLDER --data FOLDER [--cross] [--every N] [--misses N] [--floor FILE]

FOLDER holds the programs, or the data that they read (share/dixit of a build). The lines are those of tests/data/ocr. A
word counts as found when it stands in the line in its order; "folded" compares without accents. "hurt" is the share of the
words that OCR had read well and that are wrong after the repair.

--cross scores each half of the documents with costs learned from the other half only, and the report with none of its own
lines. --every takes one line in N stretches of fifty. --floor FILE fails where a figure is worse than FILE's; its lines
are: level, most errors folded, most errors exact, most hurt (in per cent).
"""

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import aligned
import learn_channel

STRETCH = 50  # lines


class Score:
    def __init__(self):
        self.words = self.before = self.after = self.hurt = self.before_exact = self.after_exact = 0

    def add(self, printed, read, meant):
        for fold, before, after in ((aligned.folded, "before", "after"), (str.lower, "before_exact", "after_exact")):
            wanted = [fold(word) for word in meant]
            sound = aligned.found([fold(word) for word in printed], wanted)
            right = aligned.found([fold(word) for word in read], wanted)
            setattr(self, before, getattr(self, before) + len(wanted) - len(sound))
            setattr(self, after, getattr(self, after) + len(wanted) - len(right))
            if fold is aligned.folded:
                self.hurt += len(sound - right)
                yield from (("hurt" if at in sound else "missed", meant[at]) for at in set(range(len(meant))) - right)
        self.words += len(meant)

    def percent(self):
        sound = self.words - self.before
        return [100 * part / whole if whole else 0 for part, whole in (
            (self.before, self.words), (self.after, self.words), (self.before_exact, self.words),
            (self.after_exact, self.words), (self.hurt, sound))]


def readings(program, data, lines):
    text = "".join(ocr.replace("\f", " ") + "\n" for _, _, ocr, _ in lines)
    run = subprocess.run([program, "--data", data, "analyze", "--lang", "es"], input=text, capture_output=True, text=True,
                         check=True)
    read = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        token = json.loads(line)
        read[token["line"]] += aligned.words(token["reading"])
    return [read[number] for number in range(1, len(lines) + 1)]


def score(program, data, lines, levels, misses):
    lines = aligned.joined(lines)
    for (level, _, ocr, truth), read in zip(lines, readings(program, data, lines)):
        for kind, word in levels[level].add(aligned.words(ocr), read, aligned.words(truth)):
            misses[level, kind, word.lower()] += 1


def data_with_channel(data, folder, lines):
    """A data folder like `data`, with costs learned from `lines`."""
    shutil.copytree(data / "lang", folder / "lang")
    (folder / "lexicon").symlink_to((data / "lexicon").resolve())
    with open(folder / "lang" / "es" / "channel.tsv", "w", encoding="utf8") as file:
        learn_channel.write(lines, file)
    return folder


def stretches(lines, every):
    return [line for at, line in enumerate(lines) if at // STRETCH % every == 0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--data", type=pathlib.Path, required=True)
    arguments.add_argument("--cross", action="store_true")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--misses", type=int, default=0)
    arguments.add_argument("--floor", type=pathlib.Path)
    options = arguments.parse_args()
    program = options.bin / "dixit-indexer"
    levels, misses = collections.defaultdict(Score), collections.Counter()
    documents = sorted({document for _, document, _, _ in aligned.made_pages()})
    if options.cross:
        for half in (documents[0::2], documents[1::2]):
            others = [*aligned.made_pages(without=half), *aligned.report()]
            with tempfile.TemporaryDirectory() as folder:
                data = data_with_channel(options.data, pathlib.Path(folder), others)
                score(program, data, stretches(aligned.made_pages(only=half), options.every), levels, misses)
        with tempfile.TemporaryDirectory() as folder:
            data = data_with_channel(options.data, pathlib.Path(folder), aligned.made_pages())
            score(program, data, list(aligned.report()), levels, misses)
    else:
        score(program, options.data, stretches(aligned.made_pages(), options.every), levels, misses)
        score(program, options.data, list(aligned.report()), levels, misses)

    print(f"{'wrong words, %':20} {'words':>7} {'folded':>14} {'healed':>7} {'exact':>14} {'hurt':>6}")
    for level, result in levels.items():
        before, after, before_exact, after_exact, hurt = result.percent()
        healed = 1 - after / before if before else 0
        print(f"{level:20} {result.words:7} {before:6.2f} →{after:6.2f} {healed:7.2f} {before_exact:6.2f} →{after_exact:6.2f} "
              f"{hurt:6.3f}")
    for (level, kind, word), count in misses.most_common(options.misses):
        print(f"{count:4} {kind:6} {level:20} {word}")
    worse = []
    if options.floor:
        for line in options.floor.read_text(encoding="utf8").splitlines():
            if line.startswith("#"):
                continue
            level, *most = line.split("\t")
            _, after, _, after_exact, hurt = levels[level].percent()
            worse += [f"{level}: {name} is {got:.3f} %, at most {limit} % is allowed" for name, got, limit in
                      zip(("folded", "exact", "hurt"), (after, after_exact, hurt), map(float, most)) if got > limit]
    print(*worse, sep="\n", end="\n" if worse else "")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
