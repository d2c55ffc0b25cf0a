"""Leases: one holder of a name at a time, and a holder that dies holds nothing for long."""

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select, update

from harvester.errors import Busy
from harvester.ledger.schema import leases
from harvester.ledger.writes import add_missing


def take(connection: Connection, name: str, owner: str, now: float, seconds: float) -> None:
    """Hold `name` until `now + seconds` (seconds since 1970).

    Raises:
        Busy: another holds it.
    """
    columns = ("name", "owner", "host", "pid", "expires")
    nobody = (name, "", "", 0, 0.0)
    add_missing(connection, leases, columns, [nobody])  # so that there is a row to lock
    holder = connection.execute(select(leases).where(leases.c.name == name).with_for_update()).one()
    if _holds(holder, now):
        raise Busy(_busy(name, holder, now))
    ours = {"owner": owner, "host": _host(), "pid": os.getpid(), "expires": now + seconds}
    connection.execute(update(leases).where(leases.c.name == name).values(ours))


def of_source(source: str) -> str:
    """The name of the lease that whoever harvests a source holds."""
    return f"source:{source}"


def of_host(host: str) -> str:
    """The name of the lease that a scheduler or worker holds while it asks a host."""
    return f"host:{host}"


def refuse_others(connection: Connection, name: str, now: float) -> None:
    """No other process takes `name` before the transaction ends.

    Raises:
        Busy: another holds it, as one that was halted finds when it goes on.
    """
    query = select(leases).where(leases.c.name == name).with_for_update()
    holder = connection.execute(query).first()
    if holder is not None and _holds(holder, now) and not _is_us(holder):
        raise Busy(_busy(name, holder, now))


def is_held(connection: Connection, name: str, now: float) -> bool:
    holder = connection.execute(select(leases).where(leases.c.name == name)).first()
    return holder is not None and _holds(holder, now)


def hosts(connection: Connection, now: float) -> list[str]:
    """The machines on which something is held."""
    query = select(leases.c.host).where(leases.c.expires > now)
    return sorted({_name(host) for host in connection.execute(query).scalars()})


def renew(connection: Connection, name: str, owner: str, expires: float) -> bool:
    """Whether it was still ours to renew."""
    ours = (leases.c.name == name) & (leases.c.owner == owner)
    return connection.execute(update(leases).where(ours).values(expires=expires)).rowcount == 1


def release(connection: Connection, name: str, owner: str) -> None:
    renew(connection, name, owner, expires=0.0)


def _holds(holder: Row[Any], now: float) -> bool:
    return bool(holder.expires > now) and not _is_dead(holder)


def _is_us(holder: Row[Any]) -> bool:
    return bool(holder.host == _host() and holder.pid == os.getpid())


def _is_dead(holder: Row[Any]) -> bool:
    """Whether the holder was a process of this machine that is no more."""
    if holder.host != _host():
        return False
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _host() -> str:
    """This machine as long as it runs: two may have the same name, two containers the same kernel.

    Each of them numbers its processes on its own.
    """
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{socket.gethostname()} {boot} {Path('/proc/self/ns/pid').readlink()}"
    return socket.gethostname()


def _name(host: str) -> str:
    return host.split()[0]


def _busy(name: str, holder: Row[Any], now: float) -> str:
    return (
        f"{name}: process {holder.pid} on {_name(holder.host)} is at work on it. "
        "Nothing was changed. "
        f"Wait until it ends, or, if it is gone, {holder.expires - now:.0f} seconds."
    )
