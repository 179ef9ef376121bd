"""The commands by subject: each reads its options and calls one function of the package.

Nothing heavy is loaded before a command needs it, so every command imports what it calls when it is called.
"""
