"""The truth: every known address, every article with its revisions, every run. Feeds are views of it."""
