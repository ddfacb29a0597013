"""A PDF into findings. The only user of pypdf."""
