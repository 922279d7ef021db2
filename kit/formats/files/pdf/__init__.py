"""PDF as articles: what stands where on the page tells headline, text, running heads and boxes apart.

lines       characters to lines in the order of reading, by column
heads       running heads and page numbers, and what they say
paragraphs  lines to paragraphs, broken words joined
stories     headlines, bylines and boxes; one article or several
reader      the format
"""

from kit.formats.files.pdf.reader import PDF

__all__ = ["PDF"]
