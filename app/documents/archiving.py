"""Put a definition away and bring it back: the menu beside its name, and the archived ones below the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import streamlit as st

from app.components.text import plain
from app.documents import page
from app.documents.desk import Way
from app.documents.draft import Noun
from core.kernel.names import Named


class Archive(Protocol):
    """The service of what can be archived."""

    def all(self, *, archived: bool = False) -> Sequence[Named]:
        """Return all there are; also the archived ones if asked."""
        ...

    def archive(self, name: str, *, restore: bool = False) -> Any:
        """Hide one from lists, or bring it back. Raises Refused for one that is still needed."""
        ...


def menu(work: Way, noun: Noun, archive: Archive, thing: Named) -> None:
    """Draw the menu of one: archive it, or bring it back. The page says how that went."""
    is_away = thing.archived_at is not None
    says = "Lists leave it out." if is_away else "Lists leave it out then. Nothing is lost, and it can be brought back."
    label, icon = ("Bring it back", ":material/unarchive:") if is_away else ("Archive it", ":material/archive:")
    key = f"{noun.many}.{'restore' if is_away else 'archive'}.{thing.slug}"
    with st.popover("More", type="tertiary", key=f"{key}.menu"):
        st.markdown(f"**{plain(thing.name)}** is archived." if is_away else f"Archive **{plain(thing.name)}**?")
        st.caption(says)
        st.button(label, icon=icon, key=key, on_click=_move, args=(work, archive, thing), kwargs={"restore": is_away})


def _move(work: Way, archive: Archive, thing: Named, *, restore: bool) -> None:
    work.do(lambda: _moved(archive, thing, restore=restore))


def _moved(archive: Archive, thing: Named, *, restore: bool) -> str:
    archive.archive(thing.slug, restore=restore)
    return f"{thing.name} is {'in the list again' if restore else 'archived'}."


def archived(noun: Noun, archive: Archive) -> None:
    """Draw the archived ones, where there are any, each with the way to it."""
    away = [thing for thing in archive.all(archived=True) if thing.archived_at is not None]
    if away:
        with st.expander(f"{len(away)} archived", icon=":material/archive:", key=f"{noun.many}.archived"):
            for thing in away:
                page.way(noun, plain(thing.name), thing.slug, icon=":material/arrow_forward:", kind="tertiary")
