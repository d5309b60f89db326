#!/usr/bin/env python3
"""Installs a build into an empty folder and uses the programs there, with nothing but what was installed.

    install.py CMAKE BUILD_FOLDER ROOT

The data beside the programs must be copies of those in the source tree, and an index built by the installed
dixit-indexer must hold units. Exits 1 with what is wrong.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

DATA = {"lang": "core/lang", "authority": "corpus/authority", "web": "web"}


class Fault(Exception):
    pass


def run(*command, text=None):
    """Output of a command that knows no folder but its own; a Fault unless its status is 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIXIT_")}
    done = subprocess.run(
        [str(word) for word in command], input=text, capture_output=True, encoding="utf-8", env=environment, cwd="/",
        timeout=240, check=False)
    if done.returncode != 0:
        raise Fault(f"{' '.join(str(word) for word in command)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def check_data(share, root):
    for name, source in DATA.items():
        files = [path for path in (share / name).rglob("*") if not path.is_dir()]
        if not files or (share / name).is_symlink():
            raise Fault(f"share/dixit/{name}: nothing was copied there")
        for path in files:
            original = root / source / path.relative_to(share / name)
            if path.is_symlink() or path.read_bytes() != original.read_bytes():
                raise Fault(f"{path}: not a copy of {original}")


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    cmake, build, root = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="dixit-install-") as folder:
        prefix = Path(folder) / "usr"
        run(cmake, "--install", build, "--prefix", prefix)
        check_data(prefix / "share/dixit", root)
        indexer, index = prefix / "bin/dixit-indexer", Path(folder) / "index"
        if '"term' not in run(indexer, "analyze", text="La financiación de las ciudades\n"):
            raise Fault("dixit-indexer analyze printed no terms")
        run(indexer, "build", "--out", index, root / "corpus/reports")
        if not run(indexer, "export", "--index", index).strip():
            raise Fault("the index built from corpus/reports holds no unit")
        run(prefix / "bin/dixit-searchd", "--version")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
