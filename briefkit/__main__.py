"""`python -m briefkit`: the command line, where its script is not on the path."""

from briefkit.cli import main

if __name__ == "__main__":
    main(prog_name="briefkit")
