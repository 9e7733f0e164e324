"""The version of this program, which releases count."""

__version__ = "0.1.0"
