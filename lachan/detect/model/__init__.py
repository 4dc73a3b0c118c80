"""A linear model over hashed features: trained from labelled texts, quick enough for every post."""
