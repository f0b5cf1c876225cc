"""The articles: their state, their revisions, and what is nearly the same."""
