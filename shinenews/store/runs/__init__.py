"""The runs: what each does, notes and brings."""
