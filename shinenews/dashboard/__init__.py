"""One page of figures on the whole record, for people who look at it over coffee."""
