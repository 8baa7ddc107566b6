"""Which screen a meaning opens. Nothing is sent, cancelled or deleted by opening one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiogram_dialog import DialogManager

from assistant.dialogs.features import features_of, open_feature
from assistant.dialogs.heard import Heard


@dataclass(frozen=True, slots=True)
class Leads:
    """A feature, and what it is told to open there."""

    label: str
    """The key of its button, where a person has to choose."""
    feature: str
    id: str = ""


ROUTES: Mapping[str, Leads] = {
    "akun": Leads("kata-akun", "akun"),
    "hubungkan": Leads("kata-hubungkan", "hubungkan"),
    "npwp": Leads("kata-npwp", "npwp"),
    "npwp-ganti": Leads("kata-npwp-ganti", "npwp"),
    "pindah": Leads("kata-pindah", "pindah"),
    "rencana": Leads("kata-rencana", "rencana"),
    "tiket-status": Leads("kata-tiket-status", "tiket"),
    "faktur-list": Leads("kata-faktur-list", "faktur"),
    "faktur-find": Leads("kata-faktur-find", "faktur"),
    "faktur-why": Leads("kata-faktur-why", "faktur"),
    "faktur-wrong": Leads("kata-faktur-wrong", "faktur"),
    "faktur-where": Leads("kata-faktur-where", "faktur"),
    "faktur-zip": Leads("kata-faktur-zip", "faktur"),
    "buktipotong": Leads("kata-buktipotong", "buktipotong"),
    "bantuan-why": Leads("bantuan-title-why", "bantuan", "why"),
    "bantuan-account": Leads("bantuan-title-account", "bantuan", "account"),
    "bantuan-npwp": Leads("bantuan-title-npwp", "bantuan", "npwp"),
    "bantuan-transfer": Leads("bantuan-title-transfer", "bantuan", "transfer"),
    "bantuan-when": Leads("bantuan-title-when", "bantuan", "when"),
    "bantuan-change": Leads("bantuan-title-change", "bantuan", "change"),
    "bantuan-privacy": Leads("bantuan-title-privacy", "bantuan", "privacy"),
    "bantuan-contact": Leads("bantuan-title-contact", "bantuan", "contact"),
    "bahasa": Leads("kata-bahasa", "bahasa"),
    "data": Leads("kata-data", "data_saya"),
    "hapus": Leads("kata-hapus", "hapus_data"),
    "human": Leads("btn-ask-team", "cs"),
    "batal": Leads("btn-menu", "menu"),
    "smalltalk": Leads("btn-menu", "menu"),
}
"""By the routes of ``docs/understanding.md``; ``ambiguous`` is a choice among them."""


def feature_for(manager: DialogManager, route: str) -> str | None:
    """The feature that a route opens, where there is one."""
    leads = ROUTES.get(route)
    feature = features_of(manager).get(leads.feature) if leads else None
    return feature.name if feature else None


async def open_route(manager: DialogManager, heard: Heard) -> None:
    leads = ROUTES[heard.route]
    await open_feature(manager, leads.feature, leads.id, heard)
