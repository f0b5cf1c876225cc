"""The formats that articles go out in."""
