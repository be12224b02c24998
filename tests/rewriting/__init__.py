"""Rewrites the shipped report and its gold consistently, so that nothing peculiar to it can earn a score."""
