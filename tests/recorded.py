"""The rows of `real_repositories.txt`, each with the replay that it is about."""

from dataclasses import dataclass
from pathlib import Path

from replay import Replay

TABLE = Path(__file__).with_name("real_repositories.txt")


@dataclass(frozen=True)
class Case:
    """One row; see the head of the table for what its columns mean."""

    folder: str
    request: str
    verdict: str
    pages: int
    seen: int
    stored: int
    deleted: int
    rejected: int
    aside: int
    says: str
    why: str

    def __str__(self) -> str:
        return f"{self.folder} {self.request}"

    @property
    def format(self) -> str:
        return self.request.split()[0]

    @property
    def set(self) -> str | None:
        return self._detail("set")

    @property
    def kept(self) -> int:
        """Records and tombstones, whatever comes of them."""
        return self.seen - self.aside

    def replay(self, data: Path) -> Replay:
        """`data` is the folder of all recordings."""
        folder = data / self.folder
        match folder.name:
            case "zenodo_oaipmh":
                return Replay.zenodo(folder, self._detail("host") or "zenodo.org")
            case "sickle":
                answer = self._detail("answer")
                return Replay.sickle(folder, **({"ListRecords": f"{answer}.xml"} if answer else {}))
            case "oaipmh_expected":
                return Replay.pycsw(folder)
        return Replay.pyoai(folder)

    def _detail(self, name: str) -> str | None:
        return dict(part.split("=") for part in self.request.split()[1:]).get(name)


def cases() -> list[Case]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = [[cell.strip() for cell in line.split(" | ")] for line in lines[1:]]
    return [
        Case(*row[:3], *map(int, row[3:9]), *row[9:])  # type: ignore[arg-type]
        for row in rows
    ]
