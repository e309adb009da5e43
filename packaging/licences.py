"""Prints the licence texts of all crates, fonts and data in the program, the same for the same Cargo.lock.

    python3 packaging/licences.py [TARGET]    the host's by default

A crate that ships no text gets the standard text of its licence. One for which there is none is an error.
"""

import re
import sys
from pathlib import Path

from crates import ROOT, linked, packages

IS_TEXT = re.compile(r"(un)?licen[cs]e|copying|notice|copyright", re.IGNORECASE)
STANDARD = {
    "Apache-2.0": ROOT / "assets/fonts/Apache-2.0.txt",
    "MIT": ROOT / "packaging/licences/MIT.txt",
    "BSL-1.0": ROOT / "packaging/licences/BSL-1.0.txt",
}
# What the program contains besides crates.
OTHERS = {
    "The Rust standard library: MIT OR Apache-2.0": ["packaging/licences/MIT.txt", "assets/fonts/Apache-2.0.txt"],
    "Fonts": ["assets/fonts/NOTICE.txt", "assets/fonts/OFL.txt", "assets/fonts/Apache-2.0.txt"],
    "The table of look-alike letters": ["assets/confusables/NOTICE.txt"],
    "The word lists": ["assets/guessed/NOTICE.txt"],
}


def texts(package):
    """Returns the licence texts of a crate."""
    folder = Path(package["manifest_path"]).parent
    files = [file for file in folder.iterdir() if IS_TEXT.match(file.name)]
    files = [inner for file in files for inner in (file.iterdir() if file.is_dir() else [file])]
    if package["license_file"]:
        files.append(folder / package["license_file"])
    found = [file.read_text(errors="replace") for file in sorted(set(files)) if file.is_file() and file.suffix != ".rs"]
    if found:
        return found
    holders = ", ".join(package["authors"]) or f"the authors of {package['name']}"
    for name, file in STANDARD.items():
        if name in re.split(r"[^\w.-]+", package["license"] or ""):
            copyright = f"Copyright (c) {holders}\n\n" if name == "MIT" else ""
            return [copyright + file.read_text()]
    sys.exit(f"{package['name']} has no licence text, and there is none for {package['license']}.")


def main():
    known = packages()
    sections = {}
    for crate in linked(*sys.argv[1:2]):
        package = known[crate]
        heading = f"{package['name']} {package['version']}: {package['license'] or 'see its text'}"
        sections[heading] = texts(package)
    for heading, files in OTHERS.items():
        sections[heading] = [(ROOT / file).read_text() for file in files]

    # Each text once, whatever its line breaks, below the names of all that it applies to.
    groups = {}
    for heading, found in sections.items():
        for text in found:
            groups.setdefault(" ".join(text.split()), (text, []))[1].append(heading)
    print("This program contains the following works. Each is listed above the text of its licence.")
    for text, headings in sorted(groups.values(), key=lambda group: group[1]):
        print("\n" + "=" * 80 + "\n" + "\n".join(headings) + "\n" + "-" * 80 + "\n")
        print("\n".join(line.rstrip() for line in text.strip().splitlines()))


main()
