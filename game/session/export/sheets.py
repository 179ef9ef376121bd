"""Sheets: tables as CSV files and as one XLSX workbook.

A text that a spreadsheet would take for a formula gets an apostrophe in front, in both: whoever opens the
file must not run what somebody typed. Numbers, yes or no, and moments stay what they are.
"""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final

from game.session.export.tables import Cell, Table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WIDEST: Final = 60
_LONGEST: Final = 32_000  # signs; a cell of a workbook holds 32,767


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> neutral("=1+1")
    "'=1+1"
    >>> neutral("1+1=2")
    '1+1=2'
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_csv(table: Table) -> str:
    """Return a table as CSV: commas, UTF-8 with a mark in front, by which Excel knows it, ISO 8601."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([[_as_text(cell) for cell in row] for row in table.rows])
    return "\ufeff" + made.getvalue()


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds") + "Z"
    return neutral(cell) if isinstance(cell, str) else str(cell)


def as_xlsx(tables: Sequence[Table]) -> bytes:
    """Return tables as a workbook, a sheet each, with a head that stays in sight and can be filtered."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    bold = Font(bold=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        rows = [[_for_book(cell) for cell in row] for row in table.rows]
        for place, column in enumerate(table.columns):
            longest = max((len(str(row[place])) for row in rows), default=0)
            width = min(_WIDEST, max(len(column), longest) + 3)
            sheet.column_dimensions[get_column_letter(place + 1)].width = width
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(rows) + 1}"
        heads = [WriteOnlyCell(sheet, value=column) for column in table.columns]
        for head in heads:
            head.font = bold
        sheet.append(heads)
        for row in rows:
            sheet.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _for_book(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return neutral(_UNWRITABLE.sub("\ufffd", cell)[:_LONGEST])
