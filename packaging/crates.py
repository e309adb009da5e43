"""The crates of the program, as Cargo.lock and cargo know them."""

import json
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = "egui-authenticator"


def cargo(*arguments):
    command = ["cargo", *arguments, "--locked"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def linked(target=None, edges="normal"):
    """Returns names and versions of the crates of the program on a target, the host's by default, or on `all`."""
    options = ["--target", target] if target else []
    tree = cargo("tree", "--edges", edges, "--prefix", "none", "--format", "{p}", *options)
    crates = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    return sorted((name, version[1:]) for name, version in crates if name != OURS)


def packages():
    """Returns what cargo knows of each crate, by name and version."""
    metadata = json.loads(cargo("metadata", "--format-version", "1"))
    return {(package["name"], package["version"]): package for package in metadata["packages"]}


def locked():
    """Returns the SHA-256 of each crate of a registry in Cargo.lock, by name and version."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    return {(crate["name"], crate["version"]): crate["checksum"] for crate in lock["package"] if "checksum" in crate}
