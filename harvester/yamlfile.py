"""YAML that people edit: safe, no duplicate keys, and every complaint names file and line."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from harvester.errors import ConfigError

M = TypeVar("M", bound=BaseModel)


class _Loader(yaml.CSafeLoader):
    """SafeLoader, in C for there are many files, that refuses a key given twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.MarkedYAMLError(
                problem=f"the key {key!r} is given twice", problem_mark=key_node.start_mark
            )
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(path: Path, model: type[M], *, over: Path | None = None, **extra: Any) -> M:
    """Read and check a YAML file; `extra` are keys that the file itself does not carry.

    The keys of the file `over` hold as far as this one does not give them.

    Raises:
        ConfigError: names the file, the line and the key.
    """
    below = (over, _bytes(over)) if over else None
    return _checked(path, _bytes(path), below, model, tuple(extra.items()))  # type: ignore[return-value]


@lru_cache(maxsize=1024)
def _checked(
    path: Path,
    content: bytes,
    over: tuple[Path, bytes] | None,
    model: type[BaseModel],
    extra: tuple[tuple[str, Any], ...],
) -> BaseModel:
    """Anew only when a file has changed: who waits for work looks at all of them again and again.

    The models are frozen.
    """
    data, node = _content(path, content)
    below = _content(*over)[0] if over else {}
    try:
        return model.model_validate(below | data | dict(extra))
    except ValidationError as error:
        raise ConfigError(_sentence(path, node, error)) from error


def keys(path: Path) -> set[str]:
    """Those that a file gives.

    Raises:
        ConfigError: it is no YAML.
    """
    return set(_content(path, _bytes(path))[0])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}.") from error


def _content(path: Path, content: bytes) -> tuple[dict[str, Any], yaml.Node | None]:
    """A file's keys, and where they stand in it."""
    try:
        loader = _Loader(content.decode("utf-8"))
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}, line {line}: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: is not YAML: {error}.") from error
    if not isinstance(data, dict):
        raise ConfigError(f"{path}, line 1: a list of `key: value` lines is expected.")
    return data, node


def wrong(path: Path, loc: tuple[int | str, ...], what: str) -> ConfigError:
    """A complaint about the value at `loc` (keys and positions) of a file just read."""
    node = yaml.compose(path.read_text("utf-8"), _Loader)
    where = ".".join(str(part) for part in loc)
    return ConfigError(f"{path}, line {_line(node, loc)}: `{where}`: {what}.")


def _sentence(path: Path, node: yaml.Node | None, error: ValidationError) -> str:
    # a key mistyped is unknown and missing: the unknown one shows what to change
    first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        what = f"unknown key `{where}`"
    elif first["type"] == "missing":
        what = f"the key `{where}` is missing"
    else:
        what = f"`{where}`: {first['msg'].removeprefix('Value error, ')}"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{path}, line {_line(node, first['loc'])}: {what}{more}."


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    line = 1
    for part in loc:
        if isinstance(part, int) and not isinstance(node, yaml.SequenceNode):
            continue  # one thing, where a list of such is allowed too
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if p[0].value == str(part)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
    return line
