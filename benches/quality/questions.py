"""Questions of the first report with what answers them, and how well a list of answers does."""

import json
import math
import pathlib

DATA = pathlib.Path(__file__).resolve().parents[2] / "tests" / "data" / "relevance"


def judged():
    """All judged questions; `set` is the file that each is from, `lang` its language."""
    for file in sorted(DATA.glob("*.json")):
        for question in json.loads(file.read_text(encoding="utf8")):
            yield {"lang": "es", **question, "set": file.stem}


def discounted(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def score(question, hits):
    """nDCG over ten answers, recall over twenty, reciprocal rank of the first. Sections are neither right nor wrong."""
    grades = {answer["line"]: answer["grade"] for answer in question["relevant"]}
    ideal = sorted(grades.values(), reverse=True)
    gains = []
    for hit in hits:
        if hit["kind"] == "section":
            continue
        line = next((line for line in grades if hit["lines"][0] <= line <= hit["lines"][1]), None)
        gains.append(grades.pop(line) if line else 0)
    first = next((place for place, gain in enumerate(gains, 1) if gain), None)
    return (discounted(gains) / discounted(ideal), sum(gain > 0 for gain in gains[:20]) / min(20, len(ideal)),
            1 / first if first else 0)
