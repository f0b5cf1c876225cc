"""The known addresses: what is to be visited, and how they become known."""
