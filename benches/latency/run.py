#!/usr/bin/env python3
"""How long Dixit takes to answer, in process and over HTTP, and whether it is fair to all who ask.

    run.py --bin FOLDER [--index FOLDER [--queries FILE] | --records N] [--seconds S] [--work FOLDER]

Asks the index of --index for the questions of FILE, one a line, such as a log of what people asked; without FILE for the
judged ones of tests/data/relevance. --records N takes N made records in place of an index, with questions of words that
stand together in them. Without either it is the report's index.

In process: cold, every question once by a process that has just begun, the index out of the page cache; warm, the same
again. Over HTTP: throughput with more and more clients; latency where requests arrive by themselves (open loop, so that
what waits is counted from when it came); answers for each of 64 busy clients; and what 256 clients that say nothing, or
stop in the middle of a request, cost the busy ones and a newcomer. The
same where the daemon remembers no questions, hence understands and answers each anew; and against a server that always
gives the same 2 KB: what HTTP costs by itself.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "peers"), str(HERE.parent / "quality")]
import engines  # noqa: E402
import results  # noqa: E402
import sources  # noqa: E402
import servers  # noqa: E402

CONNECTIONS = (1, 8, 64, 256)
LOADS = (0.25, 0.5, 0.75)  # of the greatest throughput: beyond that an open loop waits for ever
OPEN_CONNECTIONS = 64
BUSY, IDLE, NEWCOMERS = 64, 256, 50
FLOOR_THREADS = BUSY + IDLE + NEWCOMERS + max(CONNECTIONS)  # a thread each: nobody waits for one
SHARES = (0.5, 0.95, 0.99, 0.999)


def forget(folder):
    """Has the system drop the files below `folder` from its page cache."""
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def in_process(programs, index, questions, rounds):
    forget(index)
    engine = engines.Engine("dixit", [programs / "dixit-peer-dixit"], index)
    engine.open()
    asked = [f"Q\t{question}" for question in questions]
    cold, *warm = [[int(line) for line in engine.ask("time", asked)] for _ in range(1 + rounds)]
    engine.close()
    return {"cold_ns": cold, "warm_ns": warm}


class Client:
    """Asks the server on `port` for the targets in `file`."""

    def __init__(self, programs, port, file, seconds):
        self.command = [programs / "dixit-load", "--port", port, "--targets", file, "--seconds", seconds]

    def load(self, **options):
        given = [part for name, value in options.items() for part in (f"--{name}", value)]
        printed = subprocess.run([str(part) for part in self.command + given], check=True, stdout=subprocess.PIPE).stdout
        return {"options": options, **json.loads(printed)}


def over_http(client):
    client.load(connections=8)  # warms
    closed = [client.load(connections=count) for count in CONNECTIONS]
    greatest = max(len(run["latencies_us"]) / run["seconds"] for run in closed)
    return {
        "closed": closed,
        "open": [client.load(connections=OPEN_CONNECTIONS, rate=greatest * load) for load in LOADS],
        "busy": client.load(connections=BUSY),
        "busy_beside_idle": client.load(connections=BUSY, idle=IDLE),
        "busy_beside_slow": client.load(connections=BUSY, slow=IDLE),
        "newcomers": client.load(idle=IDLE, newcomers=NEWCOMERS),
    }


def milliseconds(samples, unit):
    return "".join(f"{results.percentile(samples, share) / unit:11.3f}" if samples else f"{'–':>11}" for share in SHARES)


def report(figures):
    heads = "".join(f"p{100 * share:g} ms".rjust(11) for share in SHARES)
    print(f"{'in process':34}{heads}")
    print(f"{'  cold':34}{milliseconds(figures['in_process']['cold_ns'], 1e6)}")
    warm = results.typical(figures["in_process"]["warm_ns"])
    print(f"{'  warm':34}{milliseconds(warm, 1e6)}")
    for name, runs in figures["http"].items():
        print(f"{'HTTP: ' + name:34}{heads}{'req/s':>10}  answers of a client, least/most; unanswered")
        lines = [(f"closed loop, {run['options']['connections']} clients", run) for run in runs["closed"]]
        lines += [(f"open loop, {run['options']['rate']:.0f} a second", run) for run in runs["open"]]
        lines += [(f"{BUSY} busy", runs["busy"]), (f"{BUSY} busy beside {IDLE} idle", runs["busy_beside_idle"]),
                  (f"{BUSY} busy beside {IDLE} slow", runs["busy_beside_slow"])]
        for what, run in lines:
            speed = len(run["latencies_us"]) / run["seconds"]
            fair = f"{min(run['answers'])}/{max(run['answers'])}; {run['unanswered']}"
            print(f"  {what:32}{milliseconds(run['latencies_us'], 1e3)}{speed:10.0f}  {fair}")
        newcomers = runs["newcomers"]
        print(f"  {'newcomer behind ' + str(newcomers['idle_open']) + ' idle':32}{milliseconds(newcomers['latencies_us'], 1e3)}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", type=pathlib.Path, default=results.ROOT / "build/release/bin")
    arguments.add_argument("--index", type=pathlib.Path)
    arguments.add_argument("--queries", type=pathlib.Path, help="a question a line")
    arguments.add_argument("--records", type=int, help="made records in place of an index")
    arguments.add_argument("--seconds", type=float, default=5, help="of each measurement over HTTP")
    arguments.add_argument("--rounds", type=int, default=5, help="of each question in process")
    arguments.add_argument("--work", type=pathlib.Path, default=results.ROOT / "build/bench")
    options = arguments.parse_args()
    options.bin, options.work = options.bin.resolve(), options.work.resolve()
    index, questions = sources.index_and_questions(options)

    figures = {"in_process": in_process(options.bin, index, questions, options.rounds), "http": {}}
    with tempfile.NamedTemporaryFile("w", suffix=".targets", encoding="utf8") as targets:
        targets.writelines(f"/api/v1/search?q={urllib.parse.quote(question)}\n" for question in questions)
        targets.flush()
        watched = {
            "dixit": servers.daemon(options.bin, index),
            "dixit, nothing remembered": servers.daemon(options.bin, index, "--question-cache", "0"),
            "floor": servers.floor(options.bin, FLOOR_THREADS),
        }
        for name, server in watched.items():
            with server:
                figures["http"][name] = over_http(Client(options.bin, server.port, targets.name, options.seconds))
    report(figures)
    results.save("latency", {"records": options.records, "index_bytes": results.size_bytes(index), "questions": questions, **figures})


if __name__ == "__main__":
    main()
