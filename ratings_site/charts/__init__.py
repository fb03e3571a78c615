"""Every chart of the site: what it finds and its data, then its pictures, table and downloads."""
