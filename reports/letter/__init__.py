"""The report as it is read: what its page shows, put together from the rows."""
