"""Billing systems behind one Protocol (assistant.domain.portal.Portal)."""
