#!/usr/bin/env python3
"""Checks that the documents name what exists.

    docs.py ROOT

In every Markdown file of the tree: a relative link must lead to a file or folder, and its #fragment to a heading there;
a path in backticks that ends like a file of this tree must exist, from the root or beside the document (a bare file
name: somewhere; a pattern with *: at least one match). Code blocks are not read; neither are paths below build/ and
var/, which are made, nor names with a <placeholder>.

Prints findings as file:line: message; exits 1 when there are any, 2 when there is nothing to read.
"""

import argparse
import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote

NOT_READ = {".git", "build", "var", "node_modules"}
SAMPLES = "tests/checks/data"
KNOWN_ENDINGS = (
    ".cc", ".h", ".py", ".cmake", ".md", ".tsv", ".txt", ".js", ".css", ".html", ".mustache", ".service", ".toml",
    ".yml", ".png",
)
LINK = re.compile(r"!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"(`+)(.+?)\1")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
PATH = re.compile(r"^[\w./*+-]+$")


def tree(root):
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = sorted(name for name in folders if name not in NOT_READ and (here / name).as_posix() != SAMPLES)
        for name in sorted(names):
            yield (here / name).as_posix()


def prose(text):
    """(number, line) of the lines outside fenced code."""
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        mark = re.match(r"^\s*(```+|~~~+)", line)
        if mark and (fence is None or mark[1].startswith(fence)):
            fence = None if fence else mark[1]
            continue
        if fence is None:
            yield number, line


def anchors(text):
    """The fragments that the usual renderers give to the headings of a text."""
    found = {}
    for _, line in prose(text):
        heading = HEADING.match(line)
        if heading:
            words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            found[slug] = found.get(slug, 0) + 1
    return set(found) | {f"{slug}-{n}" for slug, count in found.items() for n in range(1, count)}


class Checker:
    def __init__(self, root):
        self.root = root
        self.files = set(tree(root))
        self.names = {Path(file).name for file in self.files}

    def exists(self, path, document):
        for base in (self.root, (self.root / document).parent):
            if "*" in path:
                if any(base.glob(path)):
                    return True
            elif (base / path).exists():
                return True
        return "/" not in path and path in self.names

    def link_fault(self, target, document):
        if re.match(r"^[a-z][a-z0-9+.-]*:", target):
            return None  # another site
        path, _, fragment = unquote(target).partition("#")
        if path.startswith("/"):
            return f"link from the root of a site: {target}"
        file = (self.root / document).parent / path if path else self.root / document
        if not file.exists():
            return f"link to nothing: {target}"
        if fragment and file.suffix == ".md" and fragment not in anchors(file.read_text(encoding="utf-8")):
            return f"link to a heading that is not there: {target}"
        return None

    def path_fault(self, code, document):
        if not code.endswith(KNOWN_ENDINGS) or not PATH.match(code) or code.startswith((".", "*", "/")):
            return None
        if code.startswith(("build/", "var/")) or self.exists(code, document):
            return None
        return f"path of nothing: {code}"

    def check(self, document):
        for number, line in prose((self.root / document).read_text(encoding="utf-8")):
            for code in CODE.finditer(line):
                yield number, self.path_fault(code[2].strip(), document)
            for link in LINK.finditer(CODE.sub("code", line)):
                yield number, self.link_fault(link[1], document)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("root", type=Path)
    root = arguments.parse_args().root
    checker = Checker(root)
    documents = sorted(file for file in checker.files if file.endswith(".md"))
    if not documents:
        print(f"{root}: no documents found", file=sys.stderr)
        return 2
    findings = 0
    for document in documents:
        for number, fault in checker.check(document):
            if fault:
                print(f"{document}:{number}: {fault}")
                findings += 1
    print(f"docs: {len(documents)} documents, {findings} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
