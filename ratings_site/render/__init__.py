"""What is shown: everything here returns text or bytes."""
