"""Balance: what many plays by bots say about a scenario, and whether it is a fair game."""
