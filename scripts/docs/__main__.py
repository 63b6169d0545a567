"""`make docs`: write every document that is made from the code, and say which changed."""

from __future__ import annotations

from scripts.docs import DOCUMENTS, ROOT, present


def main() -> None:
    """Write what is not current."""
    for name, make in DOCUMENTS.items():
        before = present(name)
        after = make(before)
        if after != before:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(after, encoding="utf-8")
        print(f"{'written' if after != before else 'current'}  {name}")


if __name__ == "__main__":
    main()
