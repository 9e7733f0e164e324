"""`python -m convert` is `blogconvert`."""

from convert.cli import main

main()
