"""Cards of sessions: offered, sold, used, passed on, given back."""
