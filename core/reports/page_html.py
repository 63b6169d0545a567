"""A stakeholders' page as one HTML file: it needs no other file and asks no other machine for anything."""

from __future__ import annotations

import html
from collections.abc import Sequence

from plotly.offline import get_plotlyjs

from core.reports.campaign_figures import drawn
from core.reports.sheet import Fact, Section, Sheet, Table
from core.reports.style import FONT, LIGHT

_STYLE = f"""
@page {{ size: A4; margin: 14mm 12mm }}
* {{ box-sizing: border-box }}
body {{ margin: 0; background: {LIGHT.paper}; color: {LIGHT.ink}; font: 15px/1.5 {FONT} }}
main {{ max-width: 700px; margin: 32px auto; padding: 0 12px }}
h1 {{ font-size: 27px; line-height: 1.2; margin: 0 0 4px }}
h2 {{ font-size: 18px; margin: 34px 0 4px }}
p {{ margin: 0 0 8px }}
.quiet {{ color: {LIGHT.soft}; font-size: 13.5px }}
.answer {{ font-size: 19px; line-height: 1.4; margin: 20px 0; padding: 12px 16px;
  border-left: 4px solid {LIGHT.main}; background: {LIGHT.faded(LIGHT.main, 0.07)} }}
dl {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; margin: 20px 0 }}
dl div {{ border: 1px solid {LIGHT.line}; border-radius: 6px; padding: 8px 12px }}
dt {{ color: {LIGHT.soft}; font-size: 13px }}
dd {{ margin: 0; font-size: 19px; font-weight: 600 }}
dd + dd {{ font-size: 13px; font-weight: 400; color: {LIGHT.soft} }}
.scroll {{ overflow-x: auto; margin-top: 10px }}
table {{ border-collapse: collapse; width: 100%; font-size: 12.5px; line-height: 1.35 }}
th, td {{ padding: 5px 8px; text-align: right; vertical-align: top; border-bottom: 1px solid {LIGHT.line} }}
th {{ color: {LIGHT.soft}; font-weight: 600 }}
th:first-child, td:first-child, .wide {{ text-align: left }}
.many {{ font-size: 10.5px }}
.many th, .many td {{ padding: 4px 3px }}
.many .whole {{ white-space: nowrap }}
.many td:first-child, .many td.wide {{ min-width: 70px }}
tr, figure {{ break-inside: avoid }}
h2, .quiet {{ break-after: avoid }}
figure {{ margin: 8px 0 0 }}
ul {{ padding-left: 18px; margin: 6px 0 }}
@media (max-width: 560px) {{ dl {{ grid-template-columns: repeat(2, 1fr) }} }}
"""
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def page_html(sheet: Sheet, *, made: str) -> str:
    """Return the page as HTML; `made` says when and of what it was made. Every text in it is escaped."""
    has_charts = any(section.chart is not None for section in sheet.sections)
    body = "\n".join([
        f"<h1>{_safe(sheet.title)}</h1>", f'<p class="quiet">{_safe(sheet.subtitle)}</p>',
        f'<p class="answer">{_safe(sheet.answer)}</p>', f'<p class="quiet">{_safe(sheet.evidence)}</p>',
        _facts(sheet.facts), *(_section(section) for section in sheet.sections), _notes(sheet.notes),
        f'<p class="quiet">{_safe(made)}</p>',
    ])  # fmt: skip
    script = f"<script>{get_plotlyjs()}</script>" if has_charts else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_safe(sheet.title)}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n{script}\n'
        f"</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _facts(facts: Sequence[Fact]) -> str:
    cells = (f"<div><dt>{_safe(f.label)}</dt><dd>{_safe(f.value)}</dd><dd>{_safe(f.note)}</dd></div>" for f in facts)
    return f"<dl>{''.join(cells)}</dl>" if facts else ""


def _section(section: Section) -> str:
    parts = [f"<h2>{_safe(section.title)}</h2>"]
    if section.text:
        parts.append(f'<p class="quiet">{_safe(section.text)}</p>')
    if section.chart is not None:
        label = html.escape(section.alt or section.title)
        figure = drawn(section.chart, palette=LIGHT).to_html(
            full_html=False, include_plotlyjs=False, config={"displayModeBar": False, "responsive": True}
        )
        parts.append(f'<figure role="img" aria-label="{label}">{figure}</figure>')
    if section.table is not None:
        parts.append(_table(section.table))
    return f"<section>{''.join(parts)}</section>"


def _table(table: Table) -> str:
    wide = {n for n, name in enumerate(table.head) if name in table.wide}

    is_many = len(table.head) > 6

    def row(texts: Sequence[str], tag: str) -> str:
        kinds = [" ".join(filter(None, ["wide" * (n in wide), "whole" * ("(" in t)])) for n, t in enumerate(texts)]
        cells = [_interval(text, is_tight=len(texts) > 8) if is_many else _safe(text) for text in texts]
        return "".join(f'<{tag} class="{kind}">{cell}</{tag}>' for cell, kind in zip(cells, kinds, strict=True))

    rows = "".join(f"<tr>{row(texts, 'td')}</tr>" for texts in table.rows)
    head = f"<thead><tr>{row(table.head, 'th')}</tr></thead>"
    kind = ' class="many"' if is_many else ""
    return f'<div class="scroll"><table{kind}>{head}<tbody>{rows}</tbody></table></div>'


def _interval(text: str, *, is_tight: bool) -> str:
    """Return an estimate with its interval below it, in a tight table a bound a line, so that numbers stay whole."""
    value, bracket, bounds = _safe(text).partition(" (")
    return value + bracket.replace(" ", "<br>") + (bounds.replace(" to ", " to<br>", 1) if is_tight else bounds)


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    return f"<section><h2>To know</h2><ul>{''.join(f'<li>{_safe(note)}</li>' for note in notes)}</ul></section>"


def _safe(text: str) -> str:
    return html.escape(text)
