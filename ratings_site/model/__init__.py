"""What is true: the tables of a checked package, and what pages, charts and downloads say of them."""
