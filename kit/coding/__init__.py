"""Samples for people to code: which units, asked what, on a sheet that a spreadsheet opens, and read again.

    sheet = kit.sample(corpus, of="sentiment", n=200, by="source", out="sheet.xlsx")
    kit.code("sheet.xlsx")               # in JupyterLab
    kit.read_sheet("sheet.xlsx")
    kit.corrections_from("sheet.xlsx")

The codebook says what is asked of each kind of unit, the draw gives each a known probability, the sheet keeps both
together with the answers. `desk` shows a unit at a time, `asking` knows which and what for, `saving` writes the answer.
"""

from kit.coding.codebook import CODEBOOKS, Codebook
from kit.coding.correcting import corrections_from
from kit.coding.desk import code
from kit.coding.drawing import sample
from kit.coding.sheets import read_sheet, write_sheet

__all__ = ["CODEBOOKS", "Codebook", "code", "corrections_from", "read_sheet", "sample", "write_sheet"]
