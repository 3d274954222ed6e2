"""Files into domain types, and domain types into files."""
