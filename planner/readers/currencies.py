"""Currencies by the signs, codes and words that people put beside a sum."""

from __future__ import annotations

import re

from planner.readers.texts import folded

# Codes of ISO 4217 in use, so that "USD" beside a number is a currency and "PHC" is not.
CODES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
    SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
    """.split()
)
# Words before signs they contain: "US$" before "$". A bare "$" names no currency: a dozen use it.
_SIGNS = {
    "US$": "USD", "U$S": "USD", "$US": "USD", "A$": "AUD", "C$": "CAD", "R$": "BRL", "NT$": "TWD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₦": "NGN", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₱": "PHP", "₫": "VND", "₺": "TRY", "₴": "UAH", "₵": "GHS", "₡": "CRC", "₲": "PYG", "₸": "KZT",
    "$": "",
}  # fmt: skip
_WORDS = {
    "USD": "us dollar|us dollars|dollar us|dollars us|dollar americain|dollars americains|usd"
    "|dolares americanos|dolares de los estados unidos|دولار امريكي|دولار",
    "EUR": "euro|euros|eur|يورو|אירו",
    "GBP": "pound sterling|pounds sterling|livres sterling|sterling",
    "ILS": "nis|shekel|shekels|שח|ש ח|שקל|שקלים",
    "XOF": "fcfa|f cfa|franc cfa|francs cfa",
    "NGN": "naira",
    "BIF": "fbu|francs burundais|franc burundais",
    "KES": "ksh|kenya shilling|kenya shillings|kenyan shillings",
    "UGX": "ush|uganda shillings|ugandan shillings",
    "COP": "pesos colombianos",
    "MXN": "pesos mexicanos",
    "BRL": "reais",
    "CHF": "sfr|francs suisses|swiss francs|fr",
    "JOD": "jordanian dinar|jordanian dinars|دينار اردني",
    "INR": "rs|rupees",
}
# Codes that are English words as well, and words too short to name a currency in a sentence.
_WORDS_TOO = frozenset("ALL BAM CUP GEL MOP PEN TOP TRY".split())
_TOO_SHORT = ("fr", "rs")
_BY_WORD = {folded(word): code for code, words in _WORDS.items() for word in words.split("|")}
_LONGEST_NAME = max(len(name.split()) for name in _BY_WORD)
_CAPITALS = re.compile(r"(?<![^\W\d_])[A-Z]{3}(?![^\W\d_])")


_SHARED = re.compile(
    r"(?<!\w)(dinars?|dirhams?|dollars?|francs?|kron[ae]r?|livres?|pesos?|pounds?|rials?|riyals?"
    r"|rupees?|shillings?)(?!\w)"
)


def shared_name(text: str) -> str:
    """A word for money of several countries ("francs") where no one currency is named; else ""."""
    found = _SHARED.search(folded(text))
    return found[1] if found and not currency_named(text) else ""


def currency_named(text: str) -> str:
    """The currency that a header or a banner names ("Budget (USD)", "in euro"); else ""."""
    for sign, code in _SIGNS.items():
        if code and sign in text:
            return code
    for found in _CAPITALS.findall(text):
        if found in CODES and found not in _WORDS_TOO:
            return found
    padded = f" {folded(text)} "
    for words, code in _BY_WORD.items():
        if f" {words} " in padded and words not in _TOO_SHORT:
            return code
    return ""


def currency_of(text: str) -> str:
    """The one currency that a whole cell stands for ("EUR", "euros", "€"); else ""."""
    stripped = text.strip()
    if stripped.upper() in CODES:
        return stripped.upper()
    return _SIGNS.get(stripped) or _BY_WORD.get(folded(stripped), "")


def taken_from(text: str) -> tuple[str, list[str]]:
    """The currency among the words around a sum, and the folded words that are left of them."""
    code = ""
    for sign, named in _SIGNS.items():
        if sign in text:
            text, code = text.replace(sign, " ", 1), named
            break
    words = folded(text).split()
    for length in range(_LONGEST_NAME, 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            named = name.upper() if name.upper() in CODES else _BY_WORD.get(name, "")
            if named:
                return code or named, words[:at] + words[at + length :]
    return code, words
