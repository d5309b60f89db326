#!/usr/bin/env python3
"""What indexing costs Dixit and plain Xapian, and how that and answering grow with the collection.

    run.py index|scale --bin FOLDER [--records N[,N]...] [--work FOLDER]

index: 100,000 made records by default; seconds by the clock and of the processors, peak memory, size of the index. scale:
the same from 1,000 to 100,000 records, and how long warm questions of each kind take (kinds: see peers/run.py). A million
is --records 1000,10000,100000,1000000.

Plain Xapian (dixit-peer-xapian) stems Spanish words as it indexes, keeps the same three facets and the text, commits every
5,000 records and compacts; its words come folded already. Dixit reads JSON, repairs damaged words and finds concepts.
What an earlier run has indexed in the work folder is not indexed again, and its figures are shown. Figures go to benches/results/.
"""

import argparse
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "peers")]
import engines as known  # noqa: E402
import results  # noqa: E402

KINDS = ("T1", "A2", "O3", "P2", "F", "FF")
DEFAULTS = {"index": "100000", "scale": "1000,10000,100000"}
PASSES = 5  # of all questions; the first one warms


def engines(options, count):
    yield known.Dixit("dixit", options.bin, options.work / f"dixit-{count}", forms=False)
    yield known.Engine("xapian", [options.bin / "dixit-peer-xapian"], options.work / f"xapian-stems-{count}", {"DIXIT_PEER_STEM": "1"})


def times(engine, source):
    """Of each kind of question, nanoseconds: the median of each question's times."""
    asked = source.questions.read_text(encoding="utf8").splitlines()
    engine.open()
    took = {}
    for kind in KINDS:
        questions = [line for line in asked if line.startswith(kind + "\t")]
        _, *passes = [[int(line) for line in engine.ask("time", questions)] for _ in range(PASSES)]
        took[kind] = results.typical(passes)
    engine.close()
    return took


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("suite", choices=DEFAULTS)
    arguments.add_argument("--bin", type=pathlib.Path, default=results.ROOT / "build/release/bin")
    arguments.add_argument("--records")
    arguments.add_argument("--work", type=pathlib.Path, default=results.ROOT / "build/bench")
    arguments.add_argument("--rebuild", action="store_true", help="index again what an earlier run has indexed")
    options = arguments.parse_args()
    options.bin, options.work = options.bin.resolve(), options.work.resolve()

    figures = []
    print(f"{'records':>10} {'engine':8}{'wall s':>9}{'CPU s':>9}{'records/s':>11}{'peak MB':>9}{'index MB':>10}")
    for count in map(int, (options.records or DEFAULTS[options.suite]).split(",")):
        source = known.prepare(options.bin, options.work, count)
        for engine in engines(options, count):
            built = known.built(engine, source, options.rebuild)
            print(f"{count:10} {engine.name:8}{built['wall_s']:9.1f}{built['cpu_s']:9.1f}{count / built['wall_s']:11.0f}{built['peak_bytes'] / 1e6:9.0f}{built['size_bytes'] / 1e6:10.1f}")
            figures.append({"records": count, "engine": engine.name, "text_bytes": results.size_bytes(source.plain), "built": built})
            if options.suite == "scale":
                figures[-1]["samples_ns"] = took = times(engine, source)
                print(" " * 11 + ", ".join(f"{kind} {results.percentile(took[kind], 0.5) / 1e6:.3f}" for kind in KINDS) + " ms at p50")
    results.save(options.suite, {"runs": figures})


if __name__ == "__main__":
    main()
