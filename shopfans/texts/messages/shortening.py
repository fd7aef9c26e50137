"""Typed text, short enough to stand in a sentence."""


def shortened(text: str) -> str:
    return text if len(text) <= 24 else text[:21] + "…"
