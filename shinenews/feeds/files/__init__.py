"""Files and streams, written whole or not at all, and packed on the way."""
