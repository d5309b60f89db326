#!/usr/bin/env python3
"""Learns how OCR misreads letters from the aligned lines of tests/data/ocr, and prints core/lang/es/channel.tsv.

Words are aligned within a line, letters within a word; a run of letters that differ becomes one confusion of up to three
letters on either side, and one that is lost or added takes its neighbour with it. Common words of up to three letters are
counted as wholes too ("=y" printed "=v"). The cost of a confusion is -ln of its share among the occurrences of what was meant,
smoothed by SMOOTH: once for pages on which the accents were lost, once for those on which they were read, each leaning on
both together by LEAN.
"""

import collections
import difflib
import math
import pathlib
import re
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import aligned

MARKS = re.compile("[áíóúñ]")  # é is printed where accents are lost too: for ó, among others
SMOOTH = 20  # occurrences without the confusion that are taken for granted
LEAN = 30  # occurrences that the share on all pages stands for
LEAST_ALIKE = 0.5  # of two words, for the pair to be one word read twice
MAX_LETTERS = 3
MAX_WHOLE = 3  # letters of a word that is counted as a whole
COMMON = 100  # occurrences that a word must have to be counted as a whole
LEAST_WHOLE = 3  # times that it must be misread in one way: two words side by side are soon mistaken for each other

HEAD = """# How OCR misreads letters: what is meant, what is printed instead, what that costs where accents are lost and where
# they are read, and how often either was seen. "=" before both: the whole word.
# A cost is -ln of the probability, smoothed; letters are small, capitals in the second column count inside words.
# Learned by benches/quality/learn_channel.py from the aligned lines in tests/data/ocr/ (sources and licences there).
# Edit at will and build an index again: the programs read this file when they start.
# meant	printed	lost	read	seen lost	seen read
"""

LOST, READ = 0, 1


def inner_case(word):
    """The word with its inner capitals: the first letter, and a word all in capitals, become small."""
    return word[0].lower() + word[1:] if any(c.islower() for c in word) else word.lower()


def difference(a, b):
    if a == b:
        return 0
    return 0.5 if unicodedata.normalize("NFD", a)[0] == unicodedata.normalize("NFD", b)[0] else 1


def letters(printed, meant):
    """The cheapest alignment of two words, letter by letter; '' stands beside what was added or lost."""
    n, m = len(printed), len(meant)
    cost = [[i + j if i == 0 or j == 0 else 0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost[i][j] = min(cost[i - 1][j - 1] + difference(printed[i - 1], meant[j - 1]), cost[i - 1][j] + 1,
                             cost[i][j - 1] + 1)
    pairs, i, j = [], n, m
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + difference(printed[i - 1], meant[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((printed[i], meant[j]))
        elif i and cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
            pairs.append((printed[i], ""))
        else:
            j -= 1
            pairs.append(("", meant[j]))
    return pairs[::-1]


def confusions(printed, meant):
    runs = []
    for a, b in letters(printed, meant):
        if a != b and runs and runs[-1][0] != runs[-1][1]:
            runs[-1] = (runs[-1][0] + a, runs[-1][1] + b)
        else:
            runs.append((a, b))
    for at, (a, b) in enumerate(runs):
        if a == b:
            continue
        if not a or not b:
            if at > 0 and len(runs[at - 1][0]) == 1:
                a, b = runs[at - 1][0] + a, runs[at - 1][1] + b
            elif at + 1 < len(runs):
                a, b = a + runs[at + 1][0], b + runs[at + 1][1]
        if a and b and len(a) <= MAX_LETTERS and len(b) <= MAX_LETTERS:
            yield a, b


def learn(rows):
    """What `rows` show, given as (level, document, OCR, truth): the lines of the file, cheapest first."""
    documents = collections.defaultdict(list)
    for level, document, ocr, truth in rows:
        documents[level, document].append((ocr, truth))
    seen, confused = (collections.Counter(), collections.Counter()), (collections.Counter(), collections.Counter())
    for lines in documents.values():
        page = READ if any(MARKS.search(ocr) for ocr, _ in lines) else LOST

        def count(word):
            for length in range(1, MAX_LETTERS + 1):
                seen[page].update(word[i:i + length] for i in range(len(word) - length + 1))
            seen[page]["=" + word] += 1

        for ocr, truth in lines:
            printed, meant = aligned.words(ocr), [word.lower() for word in aligned.words(truth)]
            matcher = difflib.SequenceMatcher(None, [word.lower() for word in printed], meant, False)
            for kind, i1, i2, j1, j2 in matcher.get_opcodes():
                if kind == "equal":
                    for word in meant[j1:j2]:
                        count(word)
                elif kind == "replace" and i2 - i1 == j2 - j1:
                    for a, b in zip(printed[i1:i2], meant[j1:j2]):
                        short = len(a) <= 2 and len(b) <= 2
                        if not short and difflib.SequenceMatcher(None, a.lower(), b).ratio() < LEAST_ALIKE:
                            continue
                        count(b)
                        confused[page].update((y, x) for x, y in confusions(inner_case(a), b))
                        if len(b) <= MAX_WHOLE:
                            confused[page]["=" + b, "=" + a.lower()] += 1
    lines = []
    for meant, printed in set(confused[LOST]) | set(confused[READ]):
        times = [confused[page][meant, printed] for page in (LOST, READ)]
        all_seen = max(seen[LOST][meant] + seen[READ][meant], sum(times))
        if meant[0] == "=" and (sum(times) < LEAST_WHOLE or all_seen < COMMON):
            continue
        if any(ord(c) > 255 for c in meant + printed):
            continue
        share = (sum(times) - 0.5) / (all_seen + SMOOTH)
        costs = [
            -math.log((times[page] + LEAN * share) / (max(seen[page][meant], times[page]) + LEAN)) for page in (LOST, READ)
        ]
        lines.append((min(costs), f"{meant}\t{printed}\t{costs[0]:.2f}\t{costs[1]:.2f}\t{times[0]}\t{times[1]}\n"))
    return [line for _, line in sorted(lines)]


def write(rows, file):
    file.write(HEAD)
    file.writelines(learn(rows))


if __name__ == "__main__":
    write([*aligned.made_pages(), *aligned.report()], sys.stdout)
