"""The kinds of files: what to open, and what stands inside."""
