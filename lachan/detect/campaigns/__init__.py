"""Posts that belong together: near-duplicates, shared addresses, numbers and accounts."""
