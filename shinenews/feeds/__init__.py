"""Views of the store as files: rendered from it, and rendered again to the same bytes."""
