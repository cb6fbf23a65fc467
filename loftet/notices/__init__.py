"""What waits for whom: the page Min dag. Stands above the rooms whose events it tells of."""
