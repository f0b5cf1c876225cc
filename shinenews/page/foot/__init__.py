"""The foot of an article: the source line that ends it, and the tags below."""
