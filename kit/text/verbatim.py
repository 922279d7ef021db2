"""Text of articles in a notebook's output is text: no front end typesets "$9 … $3" in it as a formula."""

from __future__ import annotations

__all__ = ["VERBATIM"]

# By these classes MathJax 2 (nbconvert) and MathJax 3 and 4 (JupyterLab, Notebook 7) leave an element alone.
VERBATIM = "tex2jax_ignore mathjax_ignore"
