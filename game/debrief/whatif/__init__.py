"""What if: a stored session played on from one of its moments with something otherwise; it was not played."""
