#!/usr/bin/env python3
"""Holds every #include of the tree against the tables of docs/layering.md.

    layering.py ROOT [--table FILE]

Prints findings as file:line: message; exits 1 when there are any, 2 when the tables cannot be read.
"""

import argparse
import re
import sys
from pathlib import Path

SOURCE_FOLDERS = ("core", "indexer", "searchd", "tests", "benches")
SAMPLES = "tests/checks/data"  # samples of what is wrong

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
STANDARD = re.compile(r"^[a-z_0-9]+$")  # <vector>, <cstdint>
POSIX = {
    "fcntl.h", "netdb.h", "poll.h", "pthread.h", "sched.h", "signal.h", "spawn.h", "unistd.h", "dirent.h", "langinfo.h",
    "arpa/inet.h", "netinet/in.h", "netinet/tcp.h", "sys/epoll.h", "sys/eventfd.h",
    "linux/capability.h", "sys/file.h", "sys/mman.h", "sys/mount.h", "sys/prctl.h", "sys/resource.h", "sys/socket.h",
    "sys/stat.h", "sys/statvfs.h", "sys/time.h", "sys/types.h", "sys/uio.h", "sys/wait.h",
}


class TableError(Exception):
    pass


def tables(text):
    """The tables of a Markdown text, each as a list of rows (lists of cells), heading first."""
    found, rows = [], []
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                rows.append(cells)
        elif rows:
            found.append(rows)
            rows = []
    return found


def names_in_backticks(cell):
    return re.findall(r"`([^`]+)`", cell)


def third_parties(cell, known):
    """[(name, file it is limited to or None)] from a cell such as: ICU, `stemmer.cc`: Xapian"""
    if cell in ("–", "-", ""):
        return []
    if cell == "all":
        return [(name, None) for name in known]
    permissions = []
    for entry in cell.split(","):
        match = re.fullmatch(r"(?:`([^`]+)`:\s*)?(\w[\w +]*)", entry.strip())
        if not match or match[2] not in known:
            raise TableError(f"third party not understood: '{entry.strip()}'")
        permissions.append((match[2], match[1]))
    return permissions


class Rules:
    def __init__(self, text):
        by_heading = {rows[0][0]: rows for rows in tables(text)}
        if "Folder" not in by_heading or "Third party" not in by_heading:
            raise TableError("the tables headed 'Folder' and 'Third party' are needed")
        self.prefixes = [  # `<xapian.h>` is one header, `<xapian/…>` all of a folder
            (include.strip("<>").rstrip("…"), row[0])
            for row in by_heading["Third party"][1:]
            for include in names_in_backticks(row[1])
        ]
        known = {name for _, name in self.prefixes}
        self.folders = {}
        for row in by_heading["Folder"][1:]:
            if len(row) != 4:
                raise TableError(f"a row of the folder table has {len(row)} cells: {row}")
            folder, own, sources, headers = row
            names = names_in_backticks(folder)
            if len(names) != 1:
                raise TableError(f"a row names one folder: '{folder}'")
            self.folders[names[0]] = (
                names_in_backticks(own), third_parties(sources, known), third_parties(headers, known))

    def folder_of(self, path):
        holding = [folder for folder in self.folders if path.startswith(folder + "/")]
        return max(holding, key=len) if holding else None

    def third_party(self, include):
        for prefix, name in self.prefixes:
            if include == prefix or (prefix.endswith("/") and include.startswith(prefix)):
                return name
        return None

    def fault(self, path, include, quoted, root):
        """Why the file at path may not have this include, or None."""
        folder = self.folder_of(path)
        if folder is None:
            return "the folder has no row in the table"
        own, in_sources, in_headers = self.folders[folder]
        if quoted:
            if include == "core/base/version.h" or (root / include).is_file():
                home = self.folder_of(include)
                if home == folder:
                    return None
                for allowed in own:
                    # A folder stands for all below it; a file for itself.
                    if include == allowed or include.startswith(allowed + "/"):
                        return None
                return f"{folder} may not include {include}"
            return f'"{include}" is not a path from the root of the tree'
        name = self.third_party(include)
        if name is None:
            if STANDARD.match(include) or include in POSIX:
                return None
            return f"<{include}> is of no known third party"
        permissions = in_headers if path.endswith(".h") else in_sources
        for permitted, only in permissions:
            if permitted == name and only in (None, Path(path).name):
                return None
        return f"{folder} may not include {name} (<{include}>) in {'headers' if path.endswith('.h') else 'this file'}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path)
    arguments.add_argument("--table", type=Path, help="default: ROOT/docs/layering.md")
    given = arguments.parse_args()
    table = given.table or given.root / "docs/layering.md"
    try:
        rules = Rules(table.read_text(encoding="utf-8"))
    except (OSError, TableError) as error:
        print(f"{table}: {error}", file=sys.stderr)
        return 2

    files = sorted(
        path for folder in SOURCE_FOLDERS for path in (given.root / folder).rglob("*") if path.suffix in (".h", ".cc"))
    files = [path for path in files if not path.relative_to(given.root).as_posix().startswith(SAMPLES)]
    if not files:
        print(f"{given.root}: no sources found", file=sys.stderr)
        return 2
    findings = 0
    for path in files:
        relative = path.relative_to(given.root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            fault = rules.fault(relative, match[1] or match[2], match[1] is not None, given.root)
            if fault:
                print(f"{relative}:{number}: {fault}")
                findings += 1
    print(f"layering: {len(files)} files, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
