"""The engines that are compared: how each is started, and the conversation that peers/engine.h describes."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import typing

import results

HERE = pathlib.Path(__file__).resolve().parent
JAVA = pathlib.Path("/usr/share/java")
JARS = ("lucene-core", "lucene-facet", "lucene-analyzers-common")


def lucene_jars():
    found = [sorted(JAVA.glob(f"{name}-[0-9]*.jar")) for name in JARS]
    if not all(found):
        raise SystemExit("Lucene is missing: script/bootstrap peers")
    return ":".join(str(jars[-1]) for jars in found)


class Source(typing.NamedTuple):
    records: pathlib.Path  # JSON Lines
    plain: pathlib.Path  # the same for engines that are given words
    questions: pathlib.Path


def prepare(programs, work, count, seed=7):
    """The source of `count` made records, made unless an earlier run left it in `work`."""
    records = results.made_records(programs, work, count, seed)
    folder = work / f"plain-{count}-{seed}"
    if not (folder / "questions.tsv").exists():
        subprocess.run([programs / "dixit-prepare-peers", records, folder], check=True)
    return Source(records, folder / "records.tsv", folder / "questions.tsv")


class Engine:
    """One engine over one index."""

    def __init__(self, name, command, index, environment=None):
        self.name, self.command, self.index = name, [str(part) for part in command], pathlib.Path(index)
        self.environment = {**os.environ, **(environment or {})}
        self.process = None

    def version(self):
        return subprocess.run([*self.command, "version"], capture_output=True, text=True, check=True).stdout.strip()

    def build(self, source):
        """Indexes the records of `source`; what that took."""
        figures = results.measured([*self.command, "build", source.plain, self.index], self.environment)
        return {**figures, "size_bytes": results.size_bytes(self.index)}

    def open(self):
        self.process = subprocess.Popen([*self.command, "serve", str(self.index)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self.environment)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def ask(self, what, questions):
        """One line of answer for each question (lines of questions.tsv); `what` is "time" or "count"."""
        self.process.stdin.write("\n".join([what, *questions, "", ""]))
        self.process.stdin.flush()
        lines = []
        while line := self.process.stdout.readline():
            if line == "\n":
                return lines
            lines.append(line.rstrip("\n"))
        raise SystemExit(f"{self.name} ended in the middle of its answers")


class Postgres(Engine):
    """Its index is the cluster's; what its server takes is not the client's to measure."""

    def __init__(self, command, cluster):
        super().__init__("postgres", command, cluster.folder)
        self.cluster = cluster

    def version(self):
        return self.cluster.version()

    def build(self, source):
        figures = super().build(source)
        return {"wall_s": figures["wall_s"], "cpu_s": None, "peak_bytes": None, "size_bytes": results.size_bytes(self.cluster.data / "base")}


class Dixit(Engine):
    """Two of them may share an index: asked as people ask, and for the words as they are typed."""

    def __init__(self, name, programs, index, forms):
        super().__init__(name, [programs / "dixit-peer-dixit"], index, {"DIXIT_PEER_FORMS": "1" if forms else "0"})
        self.indexer = programs / "dixit-indexer"

    def build(self, source):
        shutil.rmtree(self.index, ignore_errors=True)  # with the generations it would keep beside the new one
        figures = results.measured([self.indexer, "build", "--out", self.index, source.records])
        return {**figures, "size_bytes": results.size_bytes(self.index)}


def built(engine, source, rebuild):
    """What indexing took: now, or when an earlier run did it."""
    kept = engine.index.with_name(engine.index.name + ".built.json")
    if engine.name != "postgres" and engine.index.exists() and kept.exists() and not rebuild:
        return json.loads(kept.read_text(encoding="utf8"))
    print(f"indexing: {engine.name}", file=sys.stderr)
    figures = engine.build(source)
    if engine.name != "postgres":  # its index ends with its cluster
        kept.write_text(json.dumps(figures), encoding="utf8")
    return figures
