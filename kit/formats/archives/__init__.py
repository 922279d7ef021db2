"""The newspaper archives and agencies: how an export of theirs is known and read."""
