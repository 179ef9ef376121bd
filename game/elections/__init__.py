"""Elections: votes about a budget, from a file or from a table, counted under any rule.

It lies between the rules, which it counts with, and the session: an election needs no session, no seat and
no screen, and a session may write one.
"""
