"""Pictures: what they are, and what a PDF holds of them. The only user of pillow."""
