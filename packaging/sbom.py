"""Prints the software bill of materials of the program as CycloneDX 1.5: its crates on all systems, with those that build it.

    SOURCE_DATE_EPOCH=… python3 packaging/sbom.py
"""

import json
import os
import uuid
from datetime import UTC, datetime

from crates import OURS, linked, locked, packages


def component(package, kind):
    purl = f"pkg:cargo/{package['name']}@{package['version']}"
    entry = {"type": kind, "bom-ref": purl, "name": package["name"], "version": package["version"], "purl": purl}
    if package["license"]:
        # Old manifests separate alternatives with a slash.
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    return entry


def main():
    known, checksums = packages(), locked()
    time = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    ours = next(package for (name, _), package in known.items() if name == OURS)
    crates = linked("all", "normal,build")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": component(ours, "application"),
        },
        "components": [
            component(known[crate], "library") | {"hashes": [{"alg": "SHA-256", "content": checksums[crate]}]}
            for crate in crates
        ],
    }
    # The same bill has the same number.
    bill["serialNumber"] = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True)).urn
    print(json.dumps(bill, indent=2))


main()
