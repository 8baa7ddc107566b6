"""What a customer's free words mean, and what they name.

Pure: no network, no model, no database. ``understand`` in ``meaning`` is all that others call; the
words stand in ``words/*.txt`` and what follows from them in ``rules.txt``.
"""
