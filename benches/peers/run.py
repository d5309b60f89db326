#!/usr/bin/env python3
"""Asks several search engines the same about the same records, in turns, and compares how long they take.

    run.py --bin FOLDER [--records N] [--rounds N] [--engines NAME,...] [--work FOLDER] [--rebuild]

Kinds of question: T1 a frequent word, A2 two words (both), O3 three words (any), P2 a phrase of two, F as A2 with the exact
counts of three facets, FF a word that is in a fifth of all records with the same facets. Answers are the ten best.

Before anything is timed every engine counts all matches and facets of all questions; all but Dixit
have to agree on every number, or the run fails. Dixit reads damaged words and therefore finds more; it takes part as
people ask it (dixit) and asked for words as they are typed (dixit-forms).

Percentiles are over the questions, of each the median of its rounds; ratios have beside them the least and
the greatest that they are with any one round left out. Records and indexes stay in the work folder for the next run. Figures go to benches/results/.
"""

import argparse
import contextlib
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import engines as known  # noqa: E402
import postgres  # noqa: E402
import results  # noqa: E402

KINDS = ("T1", "A2", "O3", "P2", "F", "FF")
ENGINES = ("xapian", "lucene", "sqlite", "groonga", "postgres", "dixit", "dixit-forms")
SAME_WORDS = ("xapian", "lucene", "sqlite", "groonga", "postgres")  # analyse alike, so have to count alike
YARDSTICK = "lucene"
WARMING_PASSES, WARMING_SECONDS = 3, 10  # that are not counted, whichever ends first: Java compiles while it runs


def make(name, options, work, stack):
    index = work / f"{name}-{options.records}"
    if name == "lucene":
        return known.Engine(name, ["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", known.lucene_jars(), known.HERE / "LucenePeer.java"], index)
    if name == "postgres":
        return known.Postgres([options.bin / "dixit-peer-postgres"], stack.enter_context(postgres.Cluster()))
    if name.startswith("dixit"):
        return known.Dixit(name, options.bin, work / f"dixit-{options.records}", name == "dixit-forms")
    return known.Engine(name, [options.bin / f"dixit-peer-{name}"], index)


def warm(engine, questions):
    end = time.monotonic() + WARMING_SECONDS
    for _ in range(WARMING_PASSES):
        for kind in KINDS:
            if time.monotonic() < end:
                engine.ask("time", questions[kind])


def disagreements(counts, questions):
    """What engines of the same words count differently, a line each."""
    same = [name for name in SAME_WORDS if name in counts]
    for kind in KINDS:
        for place, question in enumerate(questions[kind]):
            found = {name: counts[name][kind][place] for name in same}
            if len(set(found.values())) > 1:
                yield f"{question}: {found}"


def row(name, rounds, yardstick):
    """A line of the table: percentiles in ms, and ratios to the yardstick with their spread over the rounds."""
    line = f"  {name:12}"
    for share in (0.5, 0.95, 0.99):
        line += f"{results.percentile(results.typical(rounds), share) / 1e6:10.3f}"
    for share in (0.5, 0.95) if yardstick else ():
        line += "{:9.2f} ({:.2f}–{:.2f})".format(*results.ratios(rounds, yardstick, share))
    return line


def report(samples):
    for kind in KINDS:
        print(f"{kind:14}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}   p50 and p95 to {YARDSTICK} (spread)")
        for name, kinds in samples.items():
            print(row(name, kinds[kind], samples.get(YARDSTICK, {}).get(kind)))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, default=results.ROOT / "build/release/bin")
    arguments.add_argument("--records", type=int, default=100_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--engines", default=",".join(ENGINES))
    arguments.add_argument("--work", type=pathlib.Path, default=results.ROOT / "build/bench")
    arguments.add_argument("--rebuild", action="store_true", help="index again what an earlier run has indexed")
    options = arguments.parse_args()
    options.bin, options.work = options.bin.resolve(), options.work.resolve()
    names = options.engines.split(",")
    if unknown := set(names) - set(ENGINES):
        arguments.error(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")

    source = known.prepare(options.bin, options.work, options.records)
    asked = source.questions.read_text(encoding="utf8").splitlines()
    questions = {kind: [line for line in asked if line.startswith(kind + "\t")] for kind in KINDS}
    with contextlib.ExitStack() as stack:
        engines = [make(name, options, options.work, stack) for name in names]
        built = {}
        for engine in engines:
            shared = engine.index in (other.index for other in engines if other.name in built)
            built[engine.name] = known.built(engine, source, options.rebuild and not shared)
        for engine in engines:
            engine.open()
            stack.callback(engine.close)
        counts = {engine.name: {kind: engine.ask("count", questions[kind]) for kind in KINDS} for engine in engines}
        differing = list(disagreements(counts, questions))
        for line in differing[:20]:
            print(line, file=sys.stderr)
        for engine in engines:
            warm(engine, questions)
        samples = {engine.name: {kind: [] for kind in KINDS} for engine in engines}
        for turn in range(options.rounds):
            first = turn % len(engines)
            for kind in KINDS:
                for engine in engines[first:] + engines[:first]:
                    samples[engine.name][kind].append([int(line) for line in engine.ask("time", questions[kind])])
        versions = {engine.name: engine.version() for engine in engines}

    report(samples)
    print(f"counts that differ between {', '.join(name for name in SAME_WORDS if name in names)}: {len(differing)} of {len(asked)} questions")
    results.save("peers", {
        "records": options.records, "rounds": options.rounds, "versions": versions, "built": built, "questions": questions,
        "counts": counts, "differing": differing, "samples_ns": samples,
    })
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
