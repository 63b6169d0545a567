"""docs/API.md, from the signatures and docstrings of the public interface, read by griffe without importing them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent.parent
# In the order in which one meets them. A package is described by what its __all__ names, a module by its public names.
# Of core.programs, whose modules are an engine's for the most part, those that one holds or is handed.
PARTS = (
    ("core.services", "The lab: what notebooks, pages and commands call"),
    ("core.reports", "Reports: tidy frames and figures"),
    ("core.segments", "Segments"),
    ("core.documents.version", "Definitions: a version of one"),
    ("core.programs.definition", "Programs: what one is"),
    ("core.programs.text", "Programs: YAML and back"),
    ("core.programs.faults", "Programs: what is wrong with one"),
    ("core.programs.model", "Programs: what is stored"),
    ("core.programs.burning", "Programs: assumptions of a replay"),
    ("core.programs.replay", "Programs: what a replay tells"),
    ("core.programs.reconciliation", "Programs: the proof of a ledger"),
    ("core.programs.liability", "Programs: what points are worth"),
    ("core.rules", "Rules"),
    ("core.features", "Features"),
    ("core.warehouse", "Warehouse and snapshots"),
    ("core.contact", "Contact"),
    ("core.kernel", "Kernel: time, types, canonical form"),
    ("core.config", "Settings"),
    ("core.logs", "Logs"),
    ("core.errors", "Errors"),
)
HEAD = """\
# API reference

<!-- written by `make docs` from the docstrings -->

`Lab.open()` is the one entry for notebooks, pages and commands; everything else hangs from it or is a value that it
takes or returns. Arguments after a `*` are given by name.
"""
Described = griffe.Class | griffe.Function | griffe.Attribute


def public(parent: griffe.Module | griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    """Yield the public members that are defined in it, or that its __all__ names, in their order."""
    names = [str(e) for e in parent.exports or []] or list(parent.members)
    for name in names:
        member = parent.members[name]
        is_exported = bool(parent.exports)
        if name.startswith("_") or (member.is_alias and not is_exported):
            continue
        target = member.final_target if isinstance(member, griffe.Alias) else member
        yield name, target


def docstring(thing: griffe.Object) -> str:
    """Return the docstring as text, with its code examples fenced."""
    text = thing.docstring.value.strip() if thing.docstring else ""
    blocks = []
    for block in text.split("\n\n"):
        is_code = all(line.startswith("    ") for line in block.splitlines())
        blocks.append(f"```\n{textwrap.dedent(block)}\n```" if is_code and block else block)
    return "\n\n".join(blocks)


def one_line(thing: griffe.Object) -> str:
    """Return the docstring on one line."""
    return " ".join(docstring(thing).split())


def signature(function: griffe.Function, *, name: str) -> str:
    """Return `name(arguments) -> result`, without self."""
    kept = [p for p in function.parameters if p.name not in ("self", "cls")]
    bare = griffe.Function(function.name, parameters=griffe.Parameters(*kept), returns=function.returns)
    return f"{name}{bare.signature().removeprefix(function.name)}"


def method_lines(owner: griffe.Class, *, name: str) -> Iterator[str]:
    """Yield one line for each public method and property of a class."""
    for member_name, member in public(owner):
        if isinstance(member, griffe.Function):
            yield f"- `{signature(member, name=f'{name}.{member_name}')}`<br>{one_line(member)}"
        elif isinstance(member, griffe.Attribute) and "property" in member.labels:
            yield f"- `{name}.{member_name}`: `{member.annotation}`<br>{one_line(member)}"


def kind(annotation: str | griffe.Expr | None) -> str:
    """Return an annotation without what only validators read: Annotated[int, ...] | None is int | None."""
    if isinstance(annotation, griffe.ExprBinOp):
        return f"{kind(annotation.left)} {annotation.operator} {kind(annotation.right)}"
    if isinstance(annotation, griffe.ExprSubscript) and str(annotation.left) == "Annotated":
        inside = annotation.slice
        return kind(inside.elements[0] if isinstance(inside, griffe.ExprTuple) else inside)
    return str(annotation)


def class_text(owner: griffe.Class, *, name: str) -> str:
    """Return the section of a class: how it is made, what it holds, what it can do."""
    is_record = "dataclass" in owner.labels
    made = owner.members.get("__init__")
    heading = name
    if isinstance(made, griffe.Function) and not is_record:
        heading = signature(made, name=name).removesuffix(" -> None")
    fields = [m for n, m in public(owner) if isinstance(m, griffe.Attribute) and "property" not in m.labels]
    lines = [f"### `{heading}`", docstring(owner)]
    if fields and not any(str(base).endswith("BaseModel") for base in owner.bases):
        shown = ", ".join(f"`{f.name}: {kind(f.annotation)}`" if f.annotation else f"`{f.name}`" for f in fields)
        lines.append(f"Holds {shown}." if is_record else f"Has {shown}.")
    methods = list(method_lines(owner, name=name))
    return "\n\n".join([line for line in lines if line] + (["\n".join(methods)] if methods else [])) + "\n"


def members_text(module: griffe.Module) -> str:
    """Return the sections of a module's classes and functions."""
    parts = []
    for name, member in public(module):
        if isinstance(member, griffe.Class):
            parts.append(class_text(member, name=name))
        elif isinstance(member, griffe.Function):
            parts.append(f"### `{signature(member, name=name)}`\n\n{docstring(member)}\n")
    return "\n".join(parts)


def modules(module: griffe.Module) -> Iterator[griffe.Module]:
    """Yield what is described of a part: itself if it names its exports or is a file, else its modules."""
    inner = [
        m
        for name, m in sorted(module.members.items(), key=lambda item: (item[0] != "lab", item[0]))
        if isinstance(m, griffe.Module) and not name.startswith("_")
    ]
    if module.exports or not inner:
        yield module
    else:
        yield from inner


def document(_present: str) -> str:
    """Return the text of the document."""
    core = griffe.load("core", search_paths=[ROOT], resolve_aliases=True)
    parts = [HEAD]
    for path, title in PARTS:
        part = core[path.removeprefix("core.")]
        parts.append(f"\n## {title}\n")
        for module in modules(part):
            about = f"\n`{module.path}`: {docstring(module)}\n" if module.docstring else f"\n`{module.path}`\n"
            parts.append(f"{about}\n{members_text(module)}")
    return "\n".join(line.rstrip() for line in "".join(parts).splitlines()) + "\n"
