"""The postcode files of the search, and what makes them."""
