"""Rules: what may happen at a table, what it brings and why; no screen, network, file, clock or dice."""
