"""A stand-in for WHMCS, which is closed source: its HTTP API, the admin area's work, its hooks.

Written from what its documentation says of it. It is as strict and as odd as the original, and
what it keeps outlives a restart. ``python -m sandbox`` serves it under ``/whmcs`` when
``ASSISTANT_PORTAL`` is ``whmcs``.
"""
