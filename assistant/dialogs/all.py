"""All features, in the order of the menu, and all dialogs."""

from __future__ import annotations

from aiogram import Router
from aiogram_dialog import Dialog

from assistant.dialogs.akun import akun_feature, create_akun_dialogs
from assistant.dialogs.bahasa import bahasa_feature, create_bahasa_dialogs
from assistant.dialogs.balas import balas_feature, create_balas_dialogs
from assistant.dialogs.bantuan import bantuan_feature, create_bantuan_dialogs
from assistant.dialogs.buktipotong import buktipotong_feature, create_buktipotong_dialogs
from assistant.dialogs.cs import create_cs_dialogs, cs_feature
from assistant.dialogs.data import create_data_dialogs, data_features
from assistant.dialogs.faktur import create_faktur_dialogs, faktur_feature
from assistant.dialogs.features import Feature
from assistant.dialogs.groups import groups_router
from assistant.dialogs.hearing.windows import create_hearing_dialogs
from assistant.dialogs.hubungkan import create_hubungkan_dialogs, hubungkan_feature
from assistant.dialogs.jawab import create_jawab_dialogs, jawab_feature
from assistant.dialogs.nilai import create_nilai_dialogs, nilai_feature
from assistant.dialogs.npwp import create_npwp_dialogs, npwp_feature
from assistant.dialogs.pengaturan import create_pengaturan_dialogs, pengaturan_feature
from assistant.dialogs.pindah import create_pindah_dialogs, pindah_feature
from assistant.dialogs.rencana import create_rencana_dialogs, rencana_feature
from assistant.dialogs.setuju import create_setuju_dialogs, setuju_feature
from assistant.dialogs.tiket import create_tiket_dialogs, tiket_feature


def all_features() -> list[Feature]:
    return [
        akun_feature(),
        hubungkan_feature(),
        npwp_feature(),
        pindah_feature(),
        rencana_feature(),
        tiket_feature(),
        setuju_feature(),
        jawab_feature(),
        balas_feature(),
        bantuan_feature(),
        bahasa_feature(),
        pengaturan_feature(),
        *data_features(),
        faktur_feature(),
        cs_feature(),
        buktipotong_feature(),
        nilai_feature(),
    ]


def all_commands() -> list[str]:
    """Every command of the private chat, whether Telegram lists it or not."""
    return ["start", "menu", "batal", *(feature.name for feature in all_features())]


def in_groups(staff_chat: int | None) -> Router:
    """What is heard in groups of customers."""
    return groups_router(staff_chat, all_commands())


def all_dialogs() -> list[Dialog]:
    """New Dialog objects: each belongs to one dispatcher."""
    return [
        *create_akun_dialogs(),
        *create_hubungkan_dialogs(),
        *create_pindah_dialogs(),
        *create_rencana_dialogs(),
        *create_tiket_dialogs(),
        *create_setuju_dialogs(),
        *create_jawab_dialogs(),
        *create_balas_dialogs(),
        *create_bantuan_dialogs(),
        *create_bahasa_dialogs(),
        *create_data_dialogs(),
        *create_npwp_dialogs(),
        *create_faktur_dialogs(),
        *create_cs_dialogs(),
        *create_pengaturan_dialogs(),
        *create_hearing_dialogs(),
        *create_buktipotong_dialogs(),
        *create_nilai_dialogs(),
    ]
