"""One raw value in, one clean value out: pure functions without knowledge of pages."""
