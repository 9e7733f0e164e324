"""blogconvert: move a blog out of Tistory into files its author owns."""

__version__ = "0.1.0"
