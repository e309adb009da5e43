"""Compares a bill of materials with CycloneDX 1.5, with Cargo.lock, and with what the program lists: sbom.py BILL LISTED"""

import json
import sys
import zlib
from pathlib import Path

from crates import OURS, linked, locked
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

text = Path(sys.argv[1]).read_text()
problem = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
assert problem is None, problem

bill = {(entry["name"], entry["version"]): entry["hashes"][0]["content"] for entry in json.loads(text)["components"]}
lock = locked()
assert bill.items() <= lock.items(), bill.items() - lock.items()
left = sorted(lock.keys() - bill.keys())
# What is left belongs to tests and to features that only they switch on.
assert not set(left) & set(linked("all", "normal,build")), left
print(f"{len(bill)} crates in the bill; {len(left)} of Cargo.lock only for tests")

listed = json.loads(zlib.decompress(Path(sys.argv[2]).read_bytes()))["packages"]
listed = {(entry["name"], entry["version"]) for entry in listed} - {(OURS, entry["version"]) for entry in listed}
here = set(linked(edges="normal,build"))
assert here <= listed, here - listed
# It takes them from `cargo metadata`, where features that tests switch on bring more.
assert listed <= lock.keys(), listed - lock.keys()
print(f"{len(here)} crates in the program, which lists {len(listed)}")
