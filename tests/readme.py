"""What the README tells people to type and to write; .ci/run reads it too, before any install."""

import re
from pathlib import Path

TEXT = Path(__file__).resolve().parents[1].joinpath("README.md").read_text("utf-8")
LINES = "".join(re.findall(r"^```sh\n(.*?)^```", TEXT, re.M | re.S)).splitlines()
SET_UP = [line for line in LINES if "-m venv" in line]
COMMANDS = [line for line in LINES if "lithoscope " in line and line not in SET_UP]
SHOWN = "".join(re.findall(r"^```\n(.*?)^```", TEXT, re.M | re.S))
"""What it says that its first search prints."""
FILES = dict(re.findall(r"^```yaml\n# HOME/(\S+)\n(.*?)^```", TEXT, re.M | re.S))
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
