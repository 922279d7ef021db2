"""Notebooks → executed notebooks → HTML pages: `report` writes what a user shows to others.

One flow: `notebooks` are found and their `parameters` checked, `kernels` execute them, `cells` and `page` draw them,
`articles` and `index` add the `pages` around them, `provenance` ends each, and `publication` lets all of it appear at
once.
"""

from kit.reporting.assembly import report
from kit.reporting.notebooks import copy_notebooks, find_notebooks

__all__ = ["copy_notebooks", "find_notebooks", "report"]
