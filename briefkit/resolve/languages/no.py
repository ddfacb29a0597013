"""The labels in Norwegian, where its form is not told."""

from briefkit.resolve.languages.nb import LABELS

__all__ = ["LABELS"]
