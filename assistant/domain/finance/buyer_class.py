"""Which buyers collect the PPN themselves, from which amount on, and who looks like one.

PMK 231/PMK.03/2019 as changed by PMK 59/PMK.03/2022 (instansi pemerintah), PMK 8/PMK.03/2021 and
PMK 81/2024 (BUMN and other collectors). Such a sale has kode 02 or 03 although its DPP is nilai
lain; what the buyer does not collect is the seller's to collect, with kode 04.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.fakturs.model import FakturRequest
from assistant.domain.fakturs.paper import DPP_NILAI_LAIN
from assistant.domain.finance.model import Buyer, BuyerClass
from assistant.domain.money import PPN_TOLERANCE, ppn_due, whole
from assistant.domain.rates import TAX_RULES, TaxRules

GOVERNMENT_KODE = "02"
COLLECTOR_KODE = "03"
KODE_OF: Mapping[BuyerClass | None, str] = {
    BuyerClass.GOVERNMENT: GOVERNMENT_KODE,
    BuyerClass.COLLECTOR: COLLECTOR_KODE,
}
"""What such a buyer collects has this kode transaksi."""


def kode_of(request: FakturRequest, buyer: Buyer | None, rules: TaxRules = TAX_RULES) -> str:
    """The kode transaksi that the export writes."""
    return kodes_of(request, buyer, rules)[0]


def kodes_of(
    request: FakturRequest, buyer: Buyer | None, rules: TaxRules = TAX_RULES
) -> tuple[str, ...]:
    """The kodes that the faktur of an invoice may have; the export writes the first of them.

    Up to the limit a collector's may have two, as the limit is judged by the whole contract, of
    which the invoice may be a part. First comes what a person chose, else what the account's last
    one had."""
    class_ = buyer.class_ if buyer else None
    chosen = "" if request.is_retail else request.kode
    by_amount = kode_for(request.subtotal, class_, request.paid_on, rules)
    own = KODE_OF.get(class_)
    if own is None or collects(by_amount):
        return (chosen or by_amount,)
    known = buyer.kode if buyer and buyer.kode == own else by_amount
    return tuple(dict.fromkeys((chosen or known, by_amount, own)))


def kode_for(
    price: Decimal,
    class_: BuyerClass | None,
    day: date,
    rules: TaxRules = TAX_RULES,
) -> str:
    """``price`` in rupiah without PPN."""
    limit = rules.limits_on(day)
    if class_ is BuyerClass.GOVERNMENT and price > limit.government:
        return GOVERNMENT_KODE
    if class_ is BuyerClass.COLLECTOR and price + ppn_due(price, rules.rate(day)) > limit.collector:
        return COLLECTOR_KODE
    return DPP_NILAI_LAIN


def collects(kode: str) -> bool:
    """Whether the buyer pays the PPN of such a faktur to the state, and not to the seller."""
    return kode in (GOVERNMENT_KODE, COLLECTOR_KODE)


def maybe_split(
    requests: Iterable[FakturRequest],
    buyer: Buyer,
    rules: TaxRules = TAX_RULES,
) -> bool:
    """Whether a collector's invoices of one month, each below the limit, are together above it: a
    contract that is billed in parts counts as one, and nobody but a person knows."""
    below = [one for one in requests if not collects(kode_of(one, buyer, rules))]
    if len(below) < 2:
        return False
    total = sum((one.subtotal for one in below), Decimal(0))
    return collects(kode_for(total, buyer.class_, below[-1].paid_on, rules))


PPH_RATE = Decimal("0.02")
"""PPh 23, which a collector mostly withholds, too (PMK 141/2015)."""


class Short(StrEnum):
    """What a collector keeps back, and owes the state itself."""

    PPN = "ppn"
    PPN_AND_PPH = "ppn-and-pph"


def short_by_ppn(price: Decimal, paid: Decimal, kode: str) -> Short | None:
    """What is missing of a collector's payment, where that is just what it owes the state. Rupiah;
    ``price`` without PPN."""
    if not collects(kode):
        return None
    if abs(paid - price) <= PPN_TOLERANCE:
        return Short.PPN
    withheld = whole(price * PPH_RATE)
    return Short.PPN_AND_PPH if abs(paid - price + withheld) <= PPN_TOLERANCE else None


@dataclass(frozen=True, slots=True)
class Suspicion:
    class_: BuyerClass
    """What it looks like."""
    because: str
    """The words (or the address) that say so."""


_GOVERNMENT = re.compile(
    r"""
      \bKEMENTERIAN\b | \bKEMEN[A-Z]{2,}\b | \bDIREKTORAT\ JENDERAL\b | \bDITJEN\b
    | \bPEMERINTAH(?:AN)?\b | \bPEM(?:KAB|KOT|PROV|DA|DES)\b
    | ^(?:KABUPATEN|PROVINSI|KECAMATAN|KELURAHAN|DESA|NAGARI|GAMPONG)\b
    | \bDINAS\b | \bDIS(?:KOMINFO\w*|DIK\w*|HUB\w*|PORA|NAKER\w*|DUKCAPIL|PERINDAG)\b
    | \bDIN(?:KES|SOS)\b | \bINSPEKTORAT\b | \bBALAI\ ?KOTA\b | ^KEC\b
    | \bKANTOR\ (?:KEPALA\ )?(?:DESA|KELURAHAN|KECAMATAN|IMIGRASI|CAMAT)\b
    | \b(?:BPS|BPK|BPKP|BPOM|BMKG|BNPB|BPBD|BKKBN|BRIN|BKN|BNN|BSSN|LKPP|LIPI|KPK|OJK|KPP|KPKNL)\b
    | \bOTORITAS\ JASA\ KEUANGAN\b | \bTVRI\b | \bRRI\b | \bKOMDIGI\b | \bKOMINFO\b
    | \bKEJA(?:RI|TI|GUNG)\b | \bLAPAS\b | \bRUTAN\b | \bIMIGRASI\b
    | \b(?:UIN|IAIN|STAIN|STAKN|IAKN|UPN)\b | \bMADRASAH\ (?:\w+\ )?NEGERI\b
    | \bSEKRETARIAT\ (?:DAERAH|JENDERAL|NEGARA|KABINET|DEWAN)\b | \bSETDA\b | \bSETJEN\b
    | ^BADAN\ (?!USAHA\b|PENGELOLA\ INVESTASI\b)\w+ | \bBAPPE(?:DA|NAS|RIDA)\w*\b | \bBKPSDM\b
    | ^LEMBAGA\ (?:PEMASYARAKATAN|PENYIARAN|KEBIJAKAN|SANDI|ADMINISTRASI|ILMU|PENERBANGAN|PENJAMIN)
    | ^KOMISI\ (?:PEMILIHAN|PEMBERANTASAN|YUDISIAL|INFORMASI|PENYIARAN|NASIONAL|PENGAWAS)
    | \bDPRD?\b | \bDEWAN\ PERWAKILAN\b | \bMAJELIS\ PERMUSYAWARATAN\b | \bKPUD?\b | \bBAWASLU\b
    | \bPENGADILAN\ (?:NEGERI|TINGGI|AGAMA|MILITER|TATA|PAJAK|NIAGA)\b | \bMAHKAMAH\b
    | \bKEJAKSAAN\b | \bKEPOLISIAN\b | \bPOL(?:RI|DA|RES|SEK|RESTABES|RESTA)\b
    | \bTNI\b | \bTENTARA\ NASIONAL\b | \bKO(?:DAM|REM|DIM)\b | \bLANTAMAL\b | \bLANUD\b
    | \bRSUD\b | \bRSUP\b | \bRUMAH\ SAKIT\ UMUM\ (?:DAERAH|PUSAT)\b | \bPUSKESMAS\b
    | \b(?:SD|SMP|SMA|SMK|MI|MTS|MA)\ ?NEGERI\b | \b(?:SDN|SMPN|SMAN|SMKN|MIN|MTSN|MAN)\ ?[0-9]
    | \b(?:UNIVERSITAS|POLITEKNIK|INSTITUT|AKADEMI|SEKOLAH\ TINGGI)\ (?:\w+\ )?NEGERI\b
    | \bUNIVERSITAS\ ISLAM\ NEGERI\b
    | \bKANTOR\ (?:WILAYAH|PELAYANAN|PERTANAHAN|KEMENTERIAN|URUSAN)\b
    | \bKANWIL\b | \bKPPN\b | \bBALAI\ (?:BESAR|PELATIHAN|PENELITIAN|BAHASA|TAMAN)\b | \bSATKER\b
    | \bSATUAN\ KERJA\b | \bBENDAHARA\b | \bBADAN\ LAYANAN\ UMUM\b | \bBLUD?\b
    """,
    re.VERBOSE,
)
_COLLECTOR = re.compile(
    r"""
      \bPERSERO\b | \bBUMN\b | \bPERUM\b | \bPERUSAHAAN\ UMUM\b
    | \bPERTAMINA\b | \bPLN\b | \bPERUSAHAAN\ LISTRIK\ NEGARA\b | \bPERUSAHAAN\ GAS\ NEGARA\b
    | \bTELKOM(?:SEL)?\b | \bTELEKOMUNIKASI\ (?:INDONESIA|SELULAR)\b | \bPELINDO\b
    | \bPELABUHAN\ INDONESIA\b | \bPELNI\b | \bANGKASA\ PURA\b | \bKERETA\ API\ INDONESIA\b
    | \bGARUDA\ INDONESIA\b | \bPOS\ INDONESIA\b | \bBANK\ (?:MANDIRI|RAKYAT\ INDONESIA
    |NEGARA\ INDONESIA|TABUNGAN\ NEGARA|SYARIAH\ INDONESIA)\b
    | \bPUPUK\ (?:INDONESIA|KALIMANTAN|SRIWIDJAJA|KUJANG)\b | \bPETROKIMIA\ GRESIK\b
    | \bSEMEN\ (?:INDONESIA|PADANG|TONASA|GRESIK)\b | \b(?:WIJAYA|WASKITA|ADHI|HUTAMA)\ KARYA\b
    | \b(?:BNI|BRI|BTN|BSI)\b | \bKERETA\ (?:COMMUTER|CEPAT)\b | \bINJOURNEY\b
    | \bBRANTAS\ ABIPRAYA\b | \bJASA\ MARGA\b | \bPERKEBUNAN\ NUSANTARA\b | \bPTPN\b
    | \bANEKA\ TAMBANG\b | \bBUKIT\ ASAM\b | \bKRAKATAU\ STEEL\b | \bBIO\ FARMA\b | \bKIMIA\ FARMA\b
    | \bJASA\ RAHARJA\b | \bTASPEN\b | \bASABRI\b | \bPEGADAIAN\b | \bPERMODALAN\ NASIONAL\ MADANI\b
    | \bPERURI\b | \bBULOG\b | \bDAMRI\b | \bPERHUTANI\b | \bLEN\ INDUSTRI\b | \bPINDAD\b
    | \bDANAREKSA\b | \bSUCOFINDO\b | \bSURVEYOR\ INDONESIA\b | \bBIRO\ KLASIFIKASI\b
    | \bKKKS\b | \bKONTRAKTOR\ KONTRAK\ KERJA\ SAMA\b | \bPANAS\ BUMI\b | \bGEOTHERMAL\b
    """,
    re.VERBOSE,
)
_ADDRESSES = re.compile(r"@(?:[\w-]+\.)*(?:go|desa|mil)\.id$", re.IGNORECASE | re.ASCII)


def suspected(request: FakturRequest) -> Suspicion | None:
    """What the names and addresses of an invoice's buyer say. A guess: nobody is made a collector
    by it, and nobody passes for an ordinary buyer."""
    profile = request.profile
    names = [request.account_label, *([profile.name] if profile else [])]
    return suspicion(names, profile.email if profile else "")


def suspicion(names: Iterable[str], email: str = "") -> Suspicion | None:
    for name in names:
        words = " ".join(re.findall(r"[^\W_]+", name.upper()))
        for class_, pattern in (
            (BuyerClass.COLLECTOR, _COLLECTOR),
            (BuyerClass.GOVERNMENT, _GOVERNMENT),
        ):
            if found := pattern.search(words):
                return Suspicion(class_, found[0])
    if found := _ADDRESSES.search(email.strip()):
        return Suspicion(BuyerClass.GOVERNMENT, found[0])
    return None
