#!/usr/bin/env python3
"""Counts the words and pairs of words of parliamentary sittings, and prints core/lang/es/counts.tsv.

    count_words.py --without DATE[,DATE]... FILE...

FILE is a sitting in TEI (ParlaMint-ES.TEI/*/*.xml of https://github.com/calzada/PARLAMINT-ES-MC). --without leaves out
the sittings whose pages repair is scored on. A sentence begins after ".", "?" or "!"; other signs are passed over.
"""

import argparse
import collections
import re
import sys
import unicodedata
import xml.etree.ElementTree as etree

TEI = "{http://www.tei-c.org/ns/1.0}"
TOKEN = re.compile(r"[^\W\d_]+|\d+|[.?!]", re.U)
LEAST_WORD = 2  # occurrences of a word that is printed
LEAST_PAIR = 8  # of a pair: rarer ones take most of the room and change little

HEAD = """# How often words, and pairs of words, occur in parliamentary speech; words that occur once and pairs that occur less than
# {pair} times are left out. Counted by benches/quality/count_words.py over {sittings} sittings of the Congreso de los
# Diputados, 2015-2023, in ParlaMint-ES (María Calzada Pérez and others, CLARIN), CC BY 4.0:
# https://github.com/calzada/PARLAMINT-ES-MC. Left out were sittings that repair is scored on: {without}.
# "<s>": the start of a sentence; "<n>": a number.
# word[ word]	count
"""


def paragraphs(file):
    for segment in etree.parse(file).getroot().iter(TEI + "seg"):
        # What is between the texts is applause and noise.
        yield " ".join([segment.text or ""] + [child.tail or "" for child in segment])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--without", default="")
    arguments.add_argument("files", nargs="+")
    options = arguments.parse_args()
    without = options.without.split(",")
    files = [file for file in options.files if not any(date and date in file for date in without)]
    words, pairs = collections.Counter(), collections.Counter()
    for file in files:
        for paragraph in paragraphs(file):
            before = "<s>"
            for token in TOKEN.findall(unicodedata.normalize("NFC", paragraph)):
                if token in ".?!":
                    before = "<s>"
                    continue
                word = "<n>" if token.isdigit() else token.lower()
                words[word] += 1
                pairs[before, word] += 1
                before = word
    sys.stdout.write(HEAD.format(pair=LEAST_PAIR, sittings=len(files), without=" ".join(without)))
    sys.stdout.writelines(f"{word}\t{count}\n" for word, count in sorted(words.items()) if count >= LEAST_WORD)
    sys.stdout.writelines(f"{a} {b}\t{count}\n" for (a, b), count in sorted(pairs.items()) if count >= LEAST_PAIR)


if __name__ == "__main__":
    main()
