"""How each thing on the screen looks: drawn from plain data, with no knowledge of rules, texts or input.

A look is a frozen dataclass of finished strings, numbers and names, and a function
`draw_...(painter, surface, rect, look)` that draws it in `rect` (units). A look grows with the painter's text
scale; whoever lays out gives it a rect that has room.
"""
