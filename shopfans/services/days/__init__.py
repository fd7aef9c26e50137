"""The business day and its close."""
