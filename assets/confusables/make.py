"""Makes letters.bin, letters and what they look like, from the crate unicode-security.

    python3 -m pip install zopfli
    python3 make.py FOLDER

FOLDER is the source of the crate unicode-security 0.1.3, whose table is confusables.txt of Unicode 18. Licence:
NOTICE.txt. The file is deflated text: one line for each letter, with the letter and what it looks like.
"""

import re
import sys
from pathlib import Path

from zopfli.zlib import compress

CHAR = r"'\\u\{([0-9a-f]+)\}'"


def lines(folder):
    source = (Path(folder) / "src/tables.rs").read_text()
    table = source[source.index("const CONFUSABLES") :]
    table = table[: table.index("];")]
    for letter, like in re.findall(rf"\({CHAR},\s*&\[([^\]]*)\]\)", table):
        like = "".join(chr(int(code, 16)) for code in re.findall(CHAR, like))
        yield chr(int(letter, 16)) + like


if __name__ == "__main__":
    text = "\n".join(lines(sys.argv[1]))
    packed = compress(text.encode())
    Path(__file__).with_name("letters.bin").write_bytes(packed)
    print(text.count("\n") + 1, "letters in", len(packed), "bytes")
