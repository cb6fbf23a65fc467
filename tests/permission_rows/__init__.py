"""The rows of rooms that have many, one module a room; `tests.permission_table` gathers them."""
