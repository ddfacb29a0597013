"""A resolved brief into a galley: one endless column of boxes, glue and penalties."""
