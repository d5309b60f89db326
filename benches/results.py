"""What every run of a benchmark writes down: figures, and all that tells where they come from."""

import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benches" / "results"


def output(*command):
    """What `command` prints, or an empty string where there is no such program."""
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def machine():
    cpu = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf8") if line.startswith("model name")]
    return {
        "cpu": cpu[0] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "kernel": platform.release().split("-")[0],
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", ""),
        "compiler": output("c++", "--version").splitlines()[:1],
    }


def save(suite, figures):
    """Writes `figures` of a run of `suite` with its circumstances; prints where."""
    now = datetime.datetime.now(datetime.timezone.utc)
    run = {
        "suite": suite,
        "at": now.isoformat(timespec="seconds"),
        "commit": output("git", "rev-parse", "--short=12", "HEAD") + ("+" if output("git", "status", "--porcelain") else ""),
        "machine": machine(),
        "load_average": os.getloadavg(),
        **figures,
    }
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{suite}-{now:%Y%m%dT%H%M%SZ}.json"
    file.write_text(json.dumps(run, ensure_ascii=False), encoding="utf8")
    print(f"written to {file.relative_to(ROOT)}")


def size_bytes(path):
    """Of a file, or of all files below a folder."""
    path = pathlib.Path(path)
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def measured(command, environment=None):
    """Runs `command` to its end: seconds by the clock and of the processors, and its peak memory. Ends the program where it fails."""
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed with status {process.returncode}")
    return {
        "wall_s": time.monotonic() - start,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def made_records(programs, work, count, seed=7):
    """The file of `count` made records, made unless an earlier run left it in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    file = work / f"records-{count}-{seed}.jsonl"
    if not file.exists():
        half = file.with_suffix(".half")
        with open(half, "wb") as out:
            subprocess.run([programs / "dixit-make-records", "--records", str(count), "--seed", str(seed)], stdout=out, check=True)
        half.rename(file)
    return file


def percentile(samples, share):
    """The least of `samples` that a part `share` of them (to a thousandth) does not exceed.

    >>> percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.51), percentile([4, 1, 3, 2], 0.999)
    (2, 3, 4)
    >>> percentile(range(1, 1001), 0.95), percentile([7], 0.5)
    (950, 7)
    """
    thousandths = round(1000 * share) * len(samples)
    return sorted(samples)[max(0, -(-thousandths // 1000) - 1)]


def typical(rounds):
    """Of the same questions in several rounds, the median of each: what else the machine did in one round is left out."""
    return [statistics.median(times) for times in zip(*rounds)]


def ratios(rounds, yardstick, share):
    """A percentile of typical times as a multiple of the yardstick's, and the least and greatest that it is with any one round left out."""

    def ratio(kept):
        return percentile(typical([rounds[i] for i in kept]), share) / percentile(typical([yardstick[i] for i in kept]), share)

    everything = range(len(rounds))
    found = [ratio(everything)]
    if len(rounds) > 1:
        found += [ratio([i for i in everything if i != left_out]) for left_out in everything]
    return found[0], min(found), max(found)
