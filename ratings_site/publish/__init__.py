"""What is served: the only wing that writes. MkDocs runs as a program; everything ours is done before and after it."""
