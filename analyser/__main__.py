"""``python -m analyser``."""

from analyser.cli import main

if __name__ == "__main__":
    main()
