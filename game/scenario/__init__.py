"""Reading a scenario: from the bytes a trainer wrote to a checked model."""
