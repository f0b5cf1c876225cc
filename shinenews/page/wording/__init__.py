"""What a text is, told by its words alone: prose or a name, a label, a button, a credit."""
