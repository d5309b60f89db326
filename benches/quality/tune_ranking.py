#!/usr/bin/env python3
"""Looks for the weights of ranking (searchd/query/ranking.h) that answer the judged questions best.

    tune_ranking.py --bin FOLDER [--trials N] [--seed N] [--around NAME=WEIGHT,...]

Tries N settings, drawn at random around the defaults, each with a daemon of its own. What a choice is worth is told by
cross-validation: the questions are parted in five by need (a need asked in three languages stays together), and each part
is scored with the setting that does best on the others. The setting it prints at the end is the mean of the ten best on
all questions, so that no single lucky draw wins. The aim is the mean of nDCG@10 and recall@20.
"""

import argparse
import pathlib
import random
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import questions
from server import ROOT, Server, build_index

FOLDS = 5
BEST = 10
ROW = re.compile(r"^  double (\w+) = ([\d.]+);", re.M)


def defaults():
    text = (ROOT / "searchd" / "query" / "ranking.h").read_text(encoding="utf8")
    return {name: float(value) for name, value in ROW.findall(text)}


def drawn(around, chance):
    """A setting near `around`: half of the weights are multiplied by up to three, or divided."""
    return {name: round(value * 3 ** chance.uniform(-1, 1), 3) if chance.random() < 0.5 else value
            for name, value in around.items()}


def needs(all_questions):
    """The number of each question's need: those with one list of answers have one need."""
    known = {}
    return [known.setdefault(str(question["relevant"]) + str(question.get("filters")), len(known))
            for question in all_questions]


def scores(folder, index, setting, all_questions):
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write("[ranking]\n" + "".join(f"{name} = {value}\n" for name, value in setting.items()))
        file.flush()
        with Server(folder, index, "--config", file.name) as server:
            rows = [questions.score(question, server.hits(question["query"], **question.get("filters", {})))
                    for question in all_questions]
    return [(ndcg + recall) / 2 for ndcg, recall, _ in rows]


def mean(values):
    return sum(values) / len(values)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bin", type=pathlib.Path, required=True)
    arguments.add_argument("--trials", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--around", default="")
    options = arguments.parse_args()
    around = defaults()
    around.update((name, float(value)) for name, value in (pair.split("=") for pair in options.around.split(",") if pair))
    chance = random.Random(options.seed)
    all_questions = list(questions.judged())
    fold_of = [need % FOLDS for need in needs(all_questions)]
    settings = [around, *(drawn(around, chance) for _ in range(options.trials))]
    with tempfile.TemporaryDirectory() as folder:
        index = pathlib.Path(folder) / "index"
        build_index(options.bin, index)
        table = [scores(options.bin, index, setting, all_questions) for setting in settings]

    def on(row, wanted):
        return mean([score for score, fold in zip(row, fold_of) if wanted(fold)])

    held_out = []
    for fold in range(FOLDS):
        best = max(table, key=lambda row: on(row, lambda other: other != fold))
        held_out += [score for score, other in zip(best, fold_of) if other == fold]
    order = sorted(range(len(settings)), key=lambda i: -mean(table[i]))
    print(f"{len(all_questions)} questions, {len(settings)} settings; mean of nDCG@10 and recall@20:")
    print(f"  start {mean(table[0]):.4f}, best {mean(table[order[0]]):.4f}, cross-validated {mean(held_out):.4f}")
    print(*(f"  {name} {mean([settings[i][name] for i in order[:BEST]]):.3f}" for name in around), sep="\n")


if __name__ == "__main__":
    main()
