"""Opgavetafel: a table game about deciding together with a budget that is never enough."""
