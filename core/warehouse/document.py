"""YAML files that people write: read strictly, with every fault named by its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, StringConstraints, ValidationError

from core.config import ROOT
from core.errors import ConfigError, did_you_mean

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Model = TypeVar("Model", bound=BaseModel)


class _StrictLoader(yaml.SafeLoader):
    """A safe loader that refuses a key written twice, which YAML would silently let the last one win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is written twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def find_document(name_or_path: str | Path, folder: Path, *, kind: str) -> Path:
    """Return the path of a document: a file given by its path, or the `<name>.yaml` that ships in `folder`.

    A relative path is taken from where the process runs, or else from the project's root.
    Raises ConfigError with the nearest names when there is none; `kind` is what to call it.
    """
    shipped = {p.stem: p for p in sorted(folder.glob("*.yaml"))}
    if str(name_or_path) in shipped:
        return shipped[str(name_or_path)]
    for path in (Path(name_or_path), ROOT / name_or_path):
        if path.is_file():
            return path
    hint = did_you_mean(str(name_or_path), shipped)
    raise ConfigError(
        f"There is no {kind} {str(name_or_path)!r}. {hint}".rstrip(),
        fix=f"Give the path of a YAML file, or one of: {', '.join(shipped)}.",
    )


def read_document(path: Path, model: type[Model], *, kind: str) -> Model:
    """Read a YAML file into `model`. Raises ConfigError naming every fault and its place at once."""
    try:
        data = _StrictLoader(path.read_text(encoding="utf-8")).get_single_data()
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not YAML: {error}", fix="Correct the place named.") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc'])) or 'the file'}: {e['msg']}" for e in error.errors(include_url=False)]
        raise refused(path, faults, kind=kind) from None


def refused(path: Path | str, faults: list[str], *, kind: str) -> ConfigError:
    """Return the ConfigError that lists all `faults` of a document."""
    n = f"{len(faults)} faults" if len(faults) > 1 else "a fault"
    return ConfigError(
        f"The {kind} {path} has {n}:\n" + "\n".join(f"  - {f}" for f in faults),
        fix="Correct the places named; docs/WAREHOUSE.md describes what can be written.",
    )
