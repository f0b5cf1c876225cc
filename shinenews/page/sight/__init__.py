"""What a reader of the page sees: its tree walked, hidden things left out, the rest as lines, pictures and videos."""
