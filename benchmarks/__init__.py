"""What the program is held to, measured: accuracy on both fixture sets, and speed."""
