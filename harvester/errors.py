"""The errors that Lithoscope raises on purpose; anything else is a fault of ours.

LithoscopeError             one clear sentence: what, where, what was kept, what to do
├── UsageError              the command or a setting is wrong              exit 2
│   └── ConfigError         a file of the operator's is wrong: file, line  exit 2
├── SkipRecord              this record cannot be used; go on              exit 3
├── StopWindow              this window ends here, kept so far; go on      exit 4
└── StopSource              this source cannot be harvested now            exit 5
    ├── AddressRefused      the address check forbids it
    └── StoreError          a store cannot be read or written
        ├── Busy            another process is at work on it
        └── Lost            another process took over while this one stood still
"""

from typing import ClassVar


class LithoscopeError(Exception):
    """Root of the tree; its text is shown to the user as it stands."""

    exit_code: ClassVar[int] = 5


class UsageError(LithoscopeError):
    exit_code = 2


class ConfigError(UsageError):
    pass


class SkipRecord(LithoscopeError):
    exit_code = 3


class StopWindow(LithoscopeError):
    """The list broke off; what was kept before stays, and the window is asked again.

    Args:
        message: The sentence for the user.
        retry_after: Seconds that the repository asked us to wait, if it did.
        evidence: The refused body, for the ledger (capped there).
        restart: The token is dead: the window must be asked again from its beginning.
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        evidence: bytes = b"",
        restart: bool = False,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.evidence = evidence
        self.restart = restart


class StopSource(LithoscopeError):
    exit_code = 5


class AddressRefused(StopSource):
    pass


class StoreError(StopSource):
    pass


class Busy(StoreError):
    pass


class Lost(StoreError):
    pass
