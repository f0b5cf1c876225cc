"""The head of an article: crumb, byline, time, count and summary, around the headline."""
