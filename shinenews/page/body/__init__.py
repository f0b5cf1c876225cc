"""The text of an article between head and end: where it stands, and what its paragraphs are."""
