"""Settings: this computer's language and look, the shop's terms, its goods and its staff."""
