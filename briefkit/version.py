"""Which briefkit this is. The package's own metadata say the same, but are slow to read."""

VERSION = "0.1.0"
