"""Probation ratings: from tables of sourced facts to a published site."""
