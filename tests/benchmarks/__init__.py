"""Figures, each beside a floor or a peer measured in the same run; no tests: nothing here fails a
build."""
