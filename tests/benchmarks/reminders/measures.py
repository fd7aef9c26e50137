"""How right a forecast was."""

from collections.abc import Sequence

import numpy as np


def auc(scores: Sequence[float], came: Sequence[bool]) -> float:
    """The chance that who came had a higher score than who did not."""
    values, hits = np.asarray(scores, dtype=float), np.asarray(came, dtype=bool)
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    many, few = int(hits.sum()), int((~hits).sum())
    return float((ranks[hits].sum() - many * (many + 1) / 2) / (many * few))


def log_loss(chances: Sequence[float], came: Sequence[bool]) -> float:
    p = np.clip(np.asarray(chances, dtype=float), 1e-4, 1 - 1e-4)
    hits = np.asarray(came, dtype=bool)
    return float(-np.mean(np.where(hits, np.log(p), np.log(1 - p))))


def best(scores: Sequence[float], many: int) -> list[int]:
    """Places of the highest scores."""
    return sorted(range(len(scores)), key=lambda place: -scores[place])[:many]
