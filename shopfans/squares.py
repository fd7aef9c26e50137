"""The squares of a QR code, for whoever paints them: on a screen, on paper, on a phone's page."""


def matrix_of(text: str) -> list[list[bool]]:
    """The code's modules without the quiet zone; True is dark."""
    import qrcode  # late: only few pages need it

    code = qrcode.QRCode(version=1, border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text, optimize=0)  # none of our texts is better in pieces
    try:
        code.make(fit=False)  # every code of ours does: looking for the size takes its time
    except qrcode.exceptions.DataOverflowError:
        code.make(fit=True)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def dark_runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: (first, how many)."""
    runs: list[tuple[int, int]] = []
    row = bytes(line)
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        runs.append((start, end - start))
        start = row.find(1, end)
    return runs
