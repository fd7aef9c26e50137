"""Sign-up from phones, and a member's own page."""
