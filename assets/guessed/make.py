"""Makes words.bin, the words that attackers guess first, from the word lists of zxcvbn.

    python3 -m pip install zopfli
    python3 make.py FOLDER

FOLDER is the source of the crate zxcvbn 3.1.1. Licence: MIT (NOTICE.txt).

Left out is what is rated much the same without it: short words that are found as soon letter by letter, and words
that are others with an ending or digits. The file is deflated: the number of words, for each of them how many letters it has
in common with the one before, for each of them the logarithm (base 4) of its rank, and the other letters of all of them,
the last one with its highest bit set.
"""

import math
import re
import sys
from pathlib import Path

from zopfli.zlib import compress

# Endings of words, and how many guesses each takes: as in src/domain/guesses.rs.
ENDINGS = {"s": 2, "es": 4, "ed": 4, "er": 4, "ing": 4, "ers": 8, "ly": 8, "y": 8}
# A word is left out if it is guessed no later than this without it, or in so many times the guesses.
EARLY = 1_000
TIMES = 8


def ranks(folder):
    source = (Path(folder) / "src/frequency_lists.rs").read_text()
    found = {}
    for line in re.findall(r'const [A-Z_]+: &str = "([^"]*)"', source):
        for rank, word in enumerate(line.split(","), 1):
            found[word] = min(rank, found.get(word, rank))
    return found


def needed(ranks):
    found = set()
    for word in sorted(ranks, key=len):
        limit = max(EARLY, TIMES * ranks[word])
        digits = re.search(r"[0-9]{0,4}$", word).group()
        ends = [*ENDINGS.items(), (digits, 2 * 10 ** len(digits))]
        bases = ((word.removesuffix(end), cost) for end, cost in ends if end and word.endswith(end))
        is_found = any(base in found and ranks[base] * cost <= limit for base, cost in bases)
        if not is_found and 10 ** len(word) > limit:
            found.add(word)
    return sorted(found)


def packed(words, ranks):
    shared, orders, letters = bytearray(), bytearray(), bytearray()
    before = ""
    for word in words:
        common = next((i for i, (a, b) in enumerate(zip(before, word)) if a != b), len(before))
        rest = word[common:].encode()
        shared.append(common)
        orders.append(int(math.log(ranks[word], 4)))
        letters += rest[:-1] + bytes([rest[-1] | 0x80])
        before = word
    return len(words).to_bytes(4, "little") + shared + orders + letters


if __name__ == "__main__":
    ranks = ranks(sys.argv[1])
    words = needed(ranks)
    packed = compress(packed(words, ranks))
    Path(__file__).with_name("words.bin").write_bytes(packed)
    print(len(words), "words of", len(ranks), "in", len(packed), "bytes")
