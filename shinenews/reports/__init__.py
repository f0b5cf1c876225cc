"""What the reading commands print: the calendar of a section, the history of an address."""
