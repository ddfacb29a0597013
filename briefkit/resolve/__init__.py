"""Brief → ResolvedBrief and StructureTree: numbers, labels, references, languages."""

from briefkit.resolve.resolver import resolve

__all__ = ["resolve"]
