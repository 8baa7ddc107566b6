"""Accounts of the portal: opened here, linked here, given an NPWP here."""
