"""The labels of each language, a module each; see `labels`."""
