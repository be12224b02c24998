"""Measurements of edugraph; not part of the package and not run by the tests."""
