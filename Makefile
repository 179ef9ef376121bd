# Each command is one of start.py, which runs without make too: python3 start.py play
PYTHON ?= python3

.PHONY: play test setup lint format check bench fast balance
play test setup lint format check bench fast balance:
	@$(PYTHON) start.py $@
