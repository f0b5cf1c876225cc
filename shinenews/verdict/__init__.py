"""The verdict on a run: what is found out about it, how it is judged, and the page that is kept."""
