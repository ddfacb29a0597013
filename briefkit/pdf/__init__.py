"""Pages into a PDF file's bytes. The only user of reportlab."""
