"""`python -m convert` is `blogconvert`."""

from convert.cli import main

if __name__ == "__main__":  # a worker of a batch, where processes are not forked, imports this as well
    main()
