"""A stakeholders' page as a PDF: A4, the charts drawn as vectors from the same frames as those on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from core.errors import ConfigError
from core.reports.page_drawings import drawings
from core.reports.sheet import Fact, Section, Sheet, Table
from core.reports.style import LIGHT

FACES = {"Lab": "DejaVuSans.ttf", "Lab-Bold": "DejaVuSans-Bold.ttf"}
WIDTH = 470.0  # points between the margins of A4, less the frame's own
_MARGIN = 56.6


def page_pdf(sheet: Sheet, *, made: str) -> bytes:
    """Return the page as a PDF; `made` says when and of what it was made, at the foot of every page.

    Raises ConfigError when the fonts are not there.
    """
    register(font_folder())
    file = BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=50, bottomMargin=50, title=sheet.title,
        subject=sheet.subtitle, author="Loyalty Lab", lang="en", invariant=1,
    )  # fmt: skip

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont("Lab", 7.5)
        canvas.setFillColor(LIGHT.soft)
        canvas.drawString(_MARGIN + 6, 30, made)
        canvas.drawRightString(A4[0] - _MARGIN - 6, 30, f"Page {canvas.getPageNumber()}")

    document.build(list(_story(sheet)), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def font_folder() -> Path:
    """Return the folder of the fonts, which come with matplotlib; it is not imported, which would take seconds.

    Raises ConfigError when matplotlib is not installed.
    """
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ConfigError(
            "The fonts of PDF pages come with the package matplotlib, and it is not installed.",
            fix="Run `make run`, which installs what is missing, or take the page as HTML.",
        )
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


def register(folder: Path) -> None:
    """Make the fonts known to reportlab. Raises ConfigError that names the file that is not there."""
    for name, file in FACES.items():
        if not (folder / file).is_file():
            raise ConfigError(
                f"The font {folder / file} of PDF pages is not there.",
                fix="Install anew with `make clean` and `make run` (data are kept), or take the page as HTML.",
            )
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily("Lab", normal="Lab", bold="Lab-Bold", italic="Lab", boldItalic="Lab-Bold")


def missing_letters(text: str) -> str:
    """Return the characters of a text that the font does not have, each once; they are printed as boxes."""
    known = TTFont("Lab", str(font_folder() / FACES["Lab"])).face.charToGlyph
    return "".join(dict.fromkeys(c for c in text if not c.isspace() and ord(c) not in known))


def _story(sheet: Sheet) -> Iterator[Flowable]:
    yield _paragraph(sheet.title, size=20, bold=True, after=2)
    yield _paragraph(sheet.subtitle, size=9, colour=LIGHT.soft, after=10)
    yield _answer(sheet.answer)
    yield _paragraph(sheet.evidence, size=8.5, colour=LIGHT.soft, before=8, after=8)
    if sheet.facts:
        yield _facts(sheet.facts)
    for section in sheet.sections:
        yield Spacer(0, 14)
        yield from _section(section)
    if sheet.notes:
        first, *others = [_paragraph(f"– {note}", size=8.5, after=2) for note in sheet.notes]
        yield KeepTogether([Spacer(0, 14), _paragraph("To know", size=12, bold=True, after=3), first])
        yield from others
    if missing := missing_letters(_texts(sheet)):
        yield _paragraph(
            f"The font of this file lacks {len(missing)} of the characters used, shown as boxes; the page as HTML has "
            "them.", size=8.5, before=6,
        )  # fmt: skip


def _texts(sheet: Sheet) -> str:
    """Return every text that is printed."""
    parts = [sheet.title, sheet.subtitle, sheet.answer, sheet.evidence, *sheet.notes]
    parts += [text for f in sheet.facts for text in (f.label, f.value, f.note)]
    for section in sheet.sections:
        parts += [section.title, section.text]
        if section.chart is not None:
            parts += [str(v) for row in section.chart.frame.iter_rows() for v in row if isinstance(v, str)]
        if section.table is not None:
            parts += [*section.table.head, *(text for row in section.table.rows for text in row)]
    return "".join(parts)


def _section(section: Section) -> Iterator[Flowable]:
    """Give a heading together with what stands first below it; the rest may go over to the next page."""
    head: list[Flowable] = [_paragraph(section.title, size=12, bold=True, after=2)]
    if section.text:
        head.append(_paragraph(section.text, size=8.5, colour=LIGHT.soft, after=4))
    body: list[Flowable] = [] if section.chart is None else [*drawings(section.chart, width=WIDTH)]
    yield KeepTogether([*head, *body[:1]])
    yield from body[1:]
    if section.table is not None:
        yield _table(section.table)


def _paragraph(
    text: str, *, size: float, bold: bool = False, colour: str = LIGHT.ink, before: float = 0, after: float = 0,
    right: bool = False,
) -> Flowable:  # fmt: skip
    style = ParagraphStyle(
        "lab", fontName="Lab-Bold" if bold else "Lab", fontSize=size, leading=size * 1.35, textColor=HexColor(colour),
        spaceBefore=before, spaceAfter=after, alignment=TA_RIGHT if right else TA_LEFT, splitLongWords=1,
    )  # fmt: skip
    return Paragraph(escape(text, quote=False), style)


def _answer(text: str) -> Flowable:
    return Grid(
        [[_paragraph(text, size=12)]], colWidths=[WIDTH],
        style=[
            ("BACKGROUND", (0, 0), (-1, -1), LIGHT.faded(LIGHT.main, 0.07)),
            ("LINEBEFORE", (0, 0), (0, -1), 3, LIGHT.main),
            ("LEFTPADDING", (0, 0), (-1, -1), 12), ("TOPPADDING", (0, 0), (-1, -1), 8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
        ],
    )  # fmt: skip


def _facts(facts: Sequence[Fact]) -> Flowable:
    cells: list[Any] = [
        [_paragraph(f.label, size=8, colour=LIGHT.soft), _paragraph(f.value, size=12, bold=True),
         _paragraph(f.note, size=8, colour=LIGHT.soft)]
        for f in facts
    ]  # fmt: skip
    cells += [""] * (-len(cells) % 3)
    rows = [cells[i : i + 3] for i in range(0, len(cells), 3)]
    return Grid(
        rows, colWidths=[WIDTH / 3] * 3,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("INNERGRID", (0, 0), (-1, -1), 0.5, LIGHT.line),
               ("BOX", (0, 0), (-1, -1), 0.5, LIGHT.line), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)],
    )  # fmt: skip


def _table(table: Table) -> Flowable:
    n, wide = len(table.head), {i for i, name in enumerate(table.head) if name in table.wide}
    size = 8.0 if n <= 5 else 6.6
    widths = _widths([table.head, *table.rows], size=size)
    right = [i > 0 and i not in wide for i in range(n)]
    head = [
        _paragraph(t, size=size, bold=True, colour=LIGHT.soft, right=r) for t, r in zip(table.head, right, strict=True)
    ]
    rows = [[_paragraph(t, size=size, right=r) for t, r in zip(row, right, strict=True)] for row in table.rows]
    return Grid(
        [head, *rows], colWidths=widths, repeatRows=1,
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, LIGHT.line),
               ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
               ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)],
    )  # fmt: skip


def _widths(rows: Sequence[Sequence[str]], *, size: float) -> list[float]:
    """Return how wide each column is: as its texts want, none narrower than its longest word."""
    wanted, least = [], []
    for texts in zip(*rows, strict=True):
        wanted.append(min(max(stringWidth(text, "Lab-Bold", size) for text in texts), WIDTH * 0.5) + 8)
        parts = [word for text in texts for word in text.split()] or [""]
        least.append(min(max(stringWidth(word, "Lab-Bold", size) for word in parts), WIDTH * 0.4) + 8)
    spare, more = WIDTH - sum(least), [a - b for a, b in zip(wanted, least, strict=True)]
    if spare <= 0:
        return [width * WIDTH / sum(least) for width in least]
    return [b + spare * m / (sum(more) or 1) for b, m in zip(least, more, strict=True)]
