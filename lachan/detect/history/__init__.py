"""Rule sets by their content, what they said of past texts, and what other rules would say."""
