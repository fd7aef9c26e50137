"""`python -m shopfans`: the shop from a terminal."""

from shopfans.cli import main

if __name__ == "__main__":
    main()
