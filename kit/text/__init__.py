"""A text as it stands on the page: its sentences and words, what stands between quotation marks, its paragraphs."""
