"""What each page says, worked out before anybody decides how it looks."""
