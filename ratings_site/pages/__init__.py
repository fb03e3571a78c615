"""What each page says: its view and its template side by side, and one table of all pages."""
