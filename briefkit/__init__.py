"""briefkit: set briefs as finished, branded, tagged PDF."""
