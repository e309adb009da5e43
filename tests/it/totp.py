"""Codes of the second factor, made by pyotp.

    python3 totp.py NUMBER     prints KEY TIME CODE, a line each
"""

import random
import sys

import pyotp

for _ in range(int(sys.argv[1])):
    key = pyotp.random_base32()
    time = random.randrange(1, 4_000_000_000)
    print(key, time, pyotp.TOTP(key).at(time))
