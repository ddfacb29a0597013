"""How a house wants its briefs to look: typography, page, house, brand."""
