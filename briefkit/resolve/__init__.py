"""A brief into a resolved one: numbers, labels, references, language, the structure tree."""
