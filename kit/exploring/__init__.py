"""Looking through a corpus in one cell: filter, see table and figure, open the article at the place, pick, correct.

    seen = kit.explore(corpus)           # in JupyterLab, Notebook 7, VS Code
    seen.table                           # what was picked, as a DataFrame; where nothing is, all that fits the filters

`looking` asks the corpus, a page of rows at a time by SQL, so that a hundred thousand rows are as quick as a hundred;
`widget` shows it. Where no widget can run, the output is a plain table.
"""

from kit.exploring.looking import Looking
from kit.exploring.widget import Explorer, explore

__all__ = ["Explorer", "Looking", "explore"]
