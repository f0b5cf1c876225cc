"""The head of an article: crumb, headline, byline and time."""
