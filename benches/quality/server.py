"""The daemon over an index of the first report, for scoring what searches find."""

import json
import pathlib
import re
import subprocess
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "corpus" / "reports" / "amb-2016-seminario.txt"
START_SECONDS = 30


def build_index(folder, index):
    """Builds `index` of the report with the programs in `folder`."""
    subprocess.run([folder / "dixit-indexer", "build", "--out", index, REPORT], check=True, capture_output=True)


class Server:
    """The daemon over `index` on a port of its choice, while entered."""

    def __init__(self, folder, index, *options):
        self.command = [folder / "dixit-searchd", "--index", index, "--listen", "127.0.0.1:0", *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        deadline = time.monotonic() + START_SECONDS
        for line in self.process.stdout:
            url = re.search(r"http://127\.0\.0\.1:\d+", line)
            if url:
                self.url = url.group()
                return self
            if time.monotonic() > deadline:
                break
        self.process.kill()
        raise RuntimeError("the daemon did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=START_SECONDS)
        self.process.stdout.close()

    def hits(self, question, page=1, **parameters):
        query = urllib.parse.urlencode({"q": question, "per_page": 100, "page": page, "facets": "", **parameters})
        with urllib.request.urlopen(f"{self.url}/api/v1/search?{query}", timeout=START_SECONDS) as answer:
            hits = json.load(answer)["hits"]
        return hits + self.hits(question, page + 1, **parameters) if len(hits) == 100 else hits
