"""What the README tells people to type and to write; .ci/run reads it too, before any install."""

import re
from pathlib import Path

TEXT = Path(__file__).resolve().parents[1].joinpath("README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.M | re.S)
LINES = "".join(text for language, text in BLOCKS if language == "sh").splitlines()
SET_UP = [line for line in LINES if "-m venv" in line]
COMMANDS = [line for line in LINES if "lithoscope " in line and line not in SET_UP]
SHOWN = "".join(text for language, text in BLOCKS if not language)
"""What it says that its first search prints."""
FILES = dict(text[len("# HOME/") :].split("\n", 1) for name, text in BLOCKS if name == "yaml")
"""Text by path below the home folder."""
ADDRESS = "https://oai.example.org/oai"
"""What it calls the repository of its examples."""


def on_loopback(text: str, url: str) -> str:
    """A command or file with an address that answers here, and the leave to ask there."""
    if ADDRESS not in text:
        return text
    moved = text.replace(ADDRESS, url)
    return f"{moved}allow_private: true\n" if moved.endswith("\n") else f"{moved} --allow-private"


def write_files(home: Path, url: str) -> None:
    """Write its files as a reader would."""
    for name, text in FILES.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(on_loopback(text, url), "utf-8")
