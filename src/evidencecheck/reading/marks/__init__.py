"""What is on a page besides lines of text: seals, QR codes and bar codes."""
