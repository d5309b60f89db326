#!/usr/bin/env python3
"""Scores what a search finds in the first report, through the real programs: does a word find every intervention that
truly holds it, however OCR spelled it, and do judged questions bring up what answers them?

    retrieval.py --bin FOLDER [--misses N] [--floor FILE]

Words are those of four letters and more in lines 640 to 1220, whose truth is in tests/data/ocr; a quoted word should find
just the units with that form, accents aside, a plain one these at least. Units that a word finds by who speaks in them are
passed over. Questions are those of tests/data/relevance: nDCG over ten answers, recall over twenty, reciprocal rank of the
first answer. --floor FILE fails where a figure is worse than FILE's; its lines are: questions, least nDCG, least recall.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import aligned
import questions
from server import Server, build_index

FIRST_LINE = 640  # of tests/data/ocr/amb_2016_truth.txt, in the report
WORD = re.compile(r"[^\W\d_]{4,}", re.U)
ABOUT = ("title", "speaker", "speaker_printed", "role", "role_class", "organisation", "city", "session", "document")


def whole_words(lines):
    text = re.sub(r"-\s*\n\s*(?=[^\W\d_])", "", "\n".join(lines))
    return WORD.findall(text)


def values(part):
    return " ".join(map(values, part.values())) if isinstance(part, dict) else str(part or "")


def score_words(server, units, misses):
    truth = [line for _, _, _, line in aligned.report()]
    printed = [line for _, _, line, _ in aligned.report()]
    last_line = FIRST_LINE + len(truth) - 1
    units = [unit for unit in units if unit["lines"][0] >= FIRST_LINE and unit["lines"][1] <= last_line]
    inside = {unit["id"] for unit in units}
    about = {unit["id"]: {aligned.folded(word) for key in ABOUT for word in WORD.findall(values(unit.get(key)))}
             for unit in units}
    holders, spelling, damaged = collections.defaultdict(set), {}, set()
    for unit in units:
        first, last = (line - FIRST_LINE for line in unit["lines"])
        seen = {aligned.folded(word) for word in whole_words(printed[first:last + 1])}
        for word in whole_words(truth[first:last + 1]):
            form = aligned.folded(word)
            holders[form].add(unit["id"])
            spelling.setdefault(form, word.lower())
            if form not in seen:
                damaged.add(form)
    sums = collections.defaultdict(lambda: [0, 0.0, 0.0, 0.0])
    worst = []
    for form, wanted in sorted(holders.items()):
        quoted = {hit["id"] for hit in server.hits(f'"{spelling[form]}"')} & inside
        quoted = {unit for unit in quoted if unit in wanted or form not in about[unit]}
        plain = {hit["id"] for hit in server.hits(spelling[form])} & inside
        right = len(quoted & wanted)
        row = (right / len(wanted), right / len(quoted) if quoted else 0, len(plain & wanted) / len(wanted))
        for kind in ("all words", "damaged words")[:1 + (form in damaged)]:
            sums[kind] = [a + b for a, b in zip(sums[kind], (1, *row))]
        if min(row) < 1:
            worst.append((min(row), spelling[form]))
    print(f"{'words of the report':20} {'count':>6} {'recall':>7} {'precision':>10} {'plain recall':>13}")
    for kind, (count, recall, precision, plain) in sums.items():
        print(f"{kind:20} {count:6} {recall / count:7.3f} {precision / count:10.3f} {plain / count:13.3f}")
    for least, word in sorted(worst)[:misses]:
        print(f"  {least:.2f} {word}")


def score_questions(server, misses):
    rows, worst = collections.defaultdict(list), []
    for question in questions.judged():
        row = questions.score(question, server.hits(question["query"], **question.get("filters", {})))
        for kind in ("all", question["lang"], question["set"]):
            rows[kind].append(row)
        worst.append((row[0], question["query"]))
    print(f"{'questions':20} {'count':>6} {'nDCG@10':>8} {'recall@20':>10} {'first':>6}")
    for kind, of_kind in rows.items():
        means = [sum(column) / len(of_kind) for column in zip(*of_kind)]
        print(f"{kind:20} {len(of_kind):6} {means[0]:8.3f} {means[1]:10.3f} {means[2]:6.3f}")
    for gain, query in sorted(worst)[:misses]:
        print(f"  {gain:.2f} {query}")
    return {kind: [sum(column) / len(of_kind) for column in zip(*of_kind)] for kind, of_kind in rows.items()}


def below(floor, reached):
    worse = []
    for line in floor.read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        kind, *least = line.split("\t")
        worse += [f"{kind}: {name} is {got:.3f}, at least {limit} is wanted" for name, got, limit in
                  zip(("nDCG@10", "recall@20"), reached[kind], map(float, least)) if got < limit]
    return worse


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--misses", type=int, default=0)
    arguments.add_argument("--floor", type=pathlib.Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        build_index(options.bin, index)
        export = subprocess.run([options.bin / "dixit-indexer", "export", "--index", index], check=True, capture_output=True, text=True).stdout
        with Server(options.bin, index) as server:
            score_words(server, [json.loads(line) for line in export.splitlines()], options.misses)
            print()
            reached = score_questions(server, options.misses)
    worse = below(options.floor, reached) if options.floor else []
    print(*worse, sep="\n", end="\n" if worse else "")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
