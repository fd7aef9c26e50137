"""How well the forecast foresees on a log of real visits, beside rules and models of others."""
