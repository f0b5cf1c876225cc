"""The pictures and videos of an article: which they are, and what is printed with them."""
