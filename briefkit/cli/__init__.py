"""The command line: `main`."""

from briefkit.cli.commands import main as main
