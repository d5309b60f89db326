"""Words of lines that OCR read, beside the words that should have been read."""

import csv
import difflib
import pathlib
import re
import unicodedata

DATA = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data" / "ocr"
WORD = re.compile(r"[^\W_]+", re.U)


def words(text):
    return [unicodedata.normalize("NFC", word) for word in WORD.findall(text)]


def folded(word):
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def found(got, wanted):
    """Which of `wanted` stand in `got`, in the same order: their places."""
    matcher = difflib.SequenceMatcher(None, got, wanted, False)
    return {b + i for _, b, size in matcher.get_matching_blocks() for i in range(size)}


def made_pages(without=(), only=None):
    """Lines of the made pages as (level, document, OCR, truth)."""
    with open(DATA / "pairs.tsv", encoding="utf8") as file:
        for level, document, _, ocr, truth in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if level != "level" and document not in without and (only is None or document in only):
                yield level, document, ocr, truth


def report():
    """Lines of the first report, as those of `made_pages`."""
    with open(DATA / "amb_2016_ocr.txt", encoding="utf8") as ocr, open(DATA / "amb_2016_truth.txt", encoding="utf8") as truth:
        for read, meant in zip(ocr, truth):
            yield "report", "amb-2016", read.rstrip("\n"), meant.rstrip("\n")


def joined(lines):
    """`lines` with words that both texts break over a line end moved to the line they begin on: no reader of single lines
    can know them."""
    lines = [list(line) for line in lines]
    for line, following in zip(lines, lines[1:]):
        halves = [text.rstrip() for text in line[2:]]
        rests = [text.strip() for text in following[2:]]
        if all(half.endswith("-") for half in halves) and all(rest[:1].isalpha() for rest in rests):
            for column, half, rest in zip((2, 3), halves, rests):
                head, _, tail = rest.partition(" ")
                line[column], following[column] = half[:-1] + head, tail
    return lines
