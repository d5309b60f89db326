"""The sections of docs/benchmarks.md, one for each suite."""

import plot
import results

KINDS = ("T1", "A2", "O3", "P2", "F", "FF")
YARDSTICK = "lucene"

WHAT_IT_DOES_NOT_SHOW = """## What they do not show

- **Made text.** Records are a chain of words after parliamentary speech and one report: words and pairs are as frequent as in those,
  but no record is about anything. Words that belong together in real speech meet less often, so two-word questions have fewer
  answers, and ranking has nothing to get right. `script/bench records` shows how near the report the text comes.
- **The same work?** The engines other than Dixit are given folded words and compare them letter by letter. Dixit reads damaged words,
  stems, finds concepts, and cuts and marks a snippet of each of ten hits; the others return ten numbers. `dixit-forms` asks it for words
  as typed, which is nearer to what they do, and still finds damaged prints. Counts are therefore held against each other among the
  others only; Dixit's own are proved by its tests.
- **One question at a time.** The comparison asks from one thread, warm, everything in the page cache, the ten best. Deep pages, filters,
  updates during searches and cold disks are left out; PostgreSQL is asked over a socket, the others in process.
- **Other people's settings.** Each engine is set up as its manual has it, not by somebody who has run it for years.
- **This machine.** Virtual, shared, two cores; the client that makes the load runs on the same two. The load when a run was saved is
  printed with it. Medians of rounds and ratios within a run hold; single milliseconds of another run do not.
"""


class Page:
    """Where plots go."""

    def __init__(self, images):
        self.images = images

    def plot(self, name, alternative, svg):
        (self.images / f"{name}.svg").write_text(svg, encoding="utf8")
        return f"![{alternative}](images/{name}.svg)\n"


def table(heads, rows):
    lines = [heads, ["-"] + ["-:"] * (len(heads) - 1), *rows]
    return "".join(f"|{'|'.join(str(cell) for cell in line)}|\n" for line in lines)


def figure(value):
    """To three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2 if value >= 1 else 3}f}"


def megabytes(count):
    return "–" if count is None else figure(count / 1e6)


def circumstances(run, command):
    machine = run["machine"]
    return (f"`{command}`, {run['at'][:10]}, commit {run['commit']}; {machine['cpu']}, {machine['cores']} cores, "
            f"{machine['memory_bytes'] / 2**30:.0f} GB, {machine['system']}, kernel {machine['kernel']}; load {run['load_average'][0]:.1f} at the end.\n")


def ratio(rounds, yardstick, share):
    return "{} ({}–{})".format(*map(figure, results.ratios(rounds, yardstick, share)))


def peers(page, run):
    samples, count = run["samples_ns"], run["records"]
    asked = ", ".join(f"{kind} {len(run['questions'][kind])}" for kind in KINDS)
    # Dixit's own is told by the commit.
    names = ", ".join(version for version in run["versions"].values() if not version.startswith("Dixit "))
    times = {name: {kind: [results.percentile(results.typical(kinds[kind]), share) / 1e6 for share in (0.5, 0.95, 0.99)] for kind in KINDS} for name, kinds in samples.items()}
    parts = [
        f"## The same questions to several engines, {count:,} records\n",
        circumstances(run, f"script/bench peers --records {count}"),
        "T1 is a frequent word, A2 two words (both), O3 three (any), P2 a phrase of two, F as A2 with exact counts of three facets, FF a word "
        f"that is in a fifth of all records with the same. Questions: {asked}; answers are the ten best. {names}.\n",
        f"Of {sum(map(len, run['questions'].values()))} questions {len(run['differing'])} are counted differently by the engines that are given the same words.\n",
        "Indexing, into one segment or compacted (of PostgreSQL only what its clock says; Dixit reads JSON, repairs damaged words and finds concepts):\n",
        table(["engine", "wall s", "CPU s", "peak MB", "index MB"], [
            [name, figure(one["wall_s"]), figure(one["cpu_s"]) if one["cpu_s"] else "–", megabytes(one["peak_bytes"]), megabytes(one["size_bytes"])]
            for name, one in run["built"].items() if name != "dixit-forms"]),
        f"p50 / p95 / p99 over the questions in ms, of each the median of {run['rounds']} rounds:\n",
        table(["engine", *KINDS], [[name, *(" / ".join(map(figure, kinds[kind])) for kind in KINDS)] for name, kinds in times.items()]),
        page.plot(f"bench-peers-{count}", f"p50 of each engine and kind of question, with p95, {count:,} records", plot.bars(
            f"{count:,} records: p50, line to p95", "ms", KINDS, {name: [tuple(kinds[kind][:2]) for kind in KINDS] for name, kinds in times.items()})),
    ]
    if YARDSTICK in samples:
        for share in (0.5, 0.95):
            parts += [
                f"p{100 * share:g} as a multiple of {YARDSTICK}'s (least and greatest with any one round left out):\n",
                table(["engine", *KINDS], [[name, *(ratio(kinds[kind], samples[YARDSTICK][kind], share) for kind in KINDS)] for name, kinds in samples.items() if name != YARDSTICK]),
            ]
    return "\n".join(parts)


def http_rows(runs):
    for run in runs["closed"]:
        yield f"{run['options']['connections']} clients, each asking again at once", run
    for run in runs["open"]:
        yield f"{run['options']['rate']:,.0f} a second arriving by themselves", run
    yield "64 busy clients", runs["busy"]
    yield "64 busy clients beside 256 that say nothing", runs["busy_beside_idle"]
    if "busy_beside_slow" in runs:
        yield "64 busy clients beside 256 that stop in a request", runs["busy_beside_slow"]


def latency(page, run):
    count = run["records"]
    what = f"{count:,} made records" if count else "the report"
    command = f"script/bench latency --records {count}" if count else "script/bench latency"
    shares = (0.5, 0.95, 0.99, 0.999)
    heads = [f"p{100 * share:g} ms" for share in shares]
    warm = results.typical(run["in_process"]["warm_ns"])

    def cells(samples, unit):
        return [figure(results.percentile(samples, share) / unit) for share in shares]

    parts = [
        f"## Latency, {what}\n",
        circumstances(run, command),
        f"In process, {len(run['questions'])} questions with three facets and ten snippets; cold is a process that has just begun, its index out of the page cache:\n",
        table(["", *heads], [["cold", *cells(run["in_process"]["cold_ns"], 1e6)], ["warm", *cells(warm, 1e6)]]),
        "Over HTTP; the questions come again and again, which the daemon remembers unless told not to (`--question-cache 0`); floor is the same HTTP library giving the same 2 KB each time. Where requests arrive by themselves latency counts from "
        "when they did. Answers: of the client that got fewest and of the one that got most.\n",
    ]
    for name, runs in run["http"].items():
        rows = [[what, *cells(one["latencies_us"], 1e3), f"{len(one['latencies_us']) / one['seconds']:,.0f}", f"{min(one['answers']):,} / {max(one['answers']):,}", one["unanswered"]]
                for what, one in http_rows(runs)]
        newcomers = runs["newcomers"]
        rows.append([f"newcomer behind {newcomers['idle_open']} open that say nothing", *cells(newcomers["latencies_us"], 1e3), "–", "–", "–"])
        parts.append(table([name, *heads, "requests/s", "answers", "unanswered"], rows))
    speeds = {name: [(one["options"]["connections"], len(one["latencies_us"]) / one["seconds"]) for one in runs["closed"]] for name, runs in run["http"].items()}
    parts.append(page.plot(f"bench-throughput-{count or 'report'}", f"requests a second by number of clients, {what}", plot.lines(f"Throughput, {what}", "requests/s", "clients", speeds)))
    return "\n".join(parts)


def built_table(runs):
    rows = []
    for run in runs:
        built = run["built"]
        rows.append([f"{run['records']:,}", run["engine"], figure(built["wall_s"]), figure(built["cpu_s"]), f"{run['records'] / built['wall_s']:,.0f}",
                     figure(run["text_bytes"] / built["wall_s"] / 1e6), megabytes(built["peak_bytes"]), megabytes(built["size_bytes"])])
    return table(["records", "engine", "wall s", "CPU s", "records/s", "text MB/s", "peak MB", "index MB"], rows)


def index(page, run):
    del page
    return "\n".join(["## Indexing\n", circumstances(run, "script/bench index"),
                      "Plain Xapian stems folded words, keeps three facets and the text, and is compacted; Dixit reads JSON, repairs damaged words and finds concepts.\n",
                      built_table(run["runs"])])


def scale(page, run):
    def p50(one, kind):
        return results.percentile(one["samples_ns"][kind], 0.5) / 1e6

    engines = dict.fromkeys(one["engine"] for one in run["runs"])
    rows = [[f"{one['records']:,}", one["engine"], *(figure(p50(one, kind)) for kind in KINDS)] for one in run["runs"]]
    series = {f"{name} {kind}": [(one["records"], p50(one, kind)) for one in run["runs"] if one["engine"] == name] for name in engines for kind in ("T1", "F", "FF")}
    return "\n".join(["## How cost grows\n", circumstances(run, "script/bench scale"), built_table(run["runs"]), "Warm, in process, p50 in ms:\n",
                      table(["records", "engine", *KINDS], rows),
                      page.plot("bench-scale", "p50 by number of records", plot.lines("p50 of warm questions", "ms", "records", series))])


WRITERS = {"peers": peers, "latency": latency, "index": index, "scale": scale}
ORDER = tuple(WRITERS)
