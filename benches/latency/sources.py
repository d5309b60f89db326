"""What the latency suite asks: which index, and which questions."""

import subprocess

import engines
import questions as judged
import results


def report_index(programs, work):
    index = work / "report-index"
    if not index.exists():
        subprocess.run([programs / "dixit-indexer", "build", "--out", index, results.ROOT / "corpus" / "reports"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return index


def index_and_questions(options):
    """The index to ask, and the questions as people would type them."""
    asked = options.queries.read_text(encoding="utf8").splitlines() if options.queries else None
    if options.records:
        source = engines.prepare(options.bin, options.work, options.records)
        index = options.work / f"dixit-{options.records}"
        if not index.exists():
            engines.Dixit("dixit", options.bin, index, forms=False).build(source)
        lines = source.questions.read_text(encoding="utf8").splitlines()
        return index, asked or [line.split("\t")[1] for line in lines if line.startswith(("T1\t", "A2\t"))]
    index = options.index or report_index(options.bin, options.work)
    return index.resolve(), [line for line in asked or (question["query"] for question in judged.judged()) if line.strip()]
