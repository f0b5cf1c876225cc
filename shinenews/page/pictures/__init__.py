"""The pictures and videos of an article: which they are, where they really are, what is printed with them."""
