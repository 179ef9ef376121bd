"""The report of a session: one page that tells what was played, why it went so, and what was agreed."""
