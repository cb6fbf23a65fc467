"""Documents as data, and their printing. Plain Python: no Django."""
