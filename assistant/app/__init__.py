"""The composition root: settings, and what builds and joins the parts of a process."""
