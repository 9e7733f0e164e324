"""`python -m blogconvert`: the command, where its script is not on the path."""

from convert.cli import main

if __name__ == "__main__":  # a worker of a batch, where processes are not forked, imports this as well
    main()
