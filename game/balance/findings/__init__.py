"""Findings: what plays show to be the matter with a scenario, each in a sentence, at its line in the file."""
