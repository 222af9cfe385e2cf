"""``python -m xuncha_site`` is ``xuncha``."""

from xuncha_site.cli import main

if __name__ == "__main__":
    main()
