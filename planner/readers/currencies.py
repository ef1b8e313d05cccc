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
    "₱": "PHP", "₫": "VND", "₺": "TRY", "₴": "UAH", "₵": "GHS", "₡": "CRC", "₲": "PYG",
    "$": "", "元": "", "圓": "", "圆": "", "円": "JPY", "원": "KRW", "=N=": "NGN", "฿": "THB",
    "៛": "KHR", "₮": "MNT", "₾": "GEL", "₼": "AZN", "֏": "AMD", "৳": "BDT", "₭": "LAK",
    "₸": "KZT", "﷼": "",
}  # fmt: skip
# The words of a currency in its own language and others; parted by "|".
_WORDS = {
    "USD": "us dollar|us dollars|dollar us|dollars us|dollar americain|dollars americains|usd"
    "|dolares americanos|dolares de los estados unidos|dolares|دولار امريكي|دولار|دلار|دالر"
    "|долл|долл сша|долларов|долларов сша|доларів|дол сша|dolar as|đô la|美元|ドル|米ドル|달러",
    "EUR": "euro|euros|eur|يورو|אירו|евро|ευρώ|يورو|یورو|ユーロ|欧元|유로|євро"
    "|evra|eura|eiro|eurot|eurų",
    "GBP": "pound sterling|pounds sterling|livres sterling|sterling|british pounds",
    "ILS": "nis|shekel|shekels|שח|ש ח|שקל|שקלים|שקלים חדשים",
    "XOF": "fcfa|f cfa|franc cfa|francs cfa|cfa",
    "NGN": "naira",
    "BIF": "fbu|francs burundais|franc burundais",
    "RWF": "frw|francs rwandais|rwandan francs",
    "CDF": "francs congolais",
    "GNF": "francs guinéens",
    "MGA": "ariary",
    "KES": "ksh|kenya shilling|kenya shillings|kenyan shillings|kshs",
    "UGX": "ush|uganda shillings|ugandan shillings|ushs",
    "TZS": "tsh|tshs|tanzania shillings|tanzanian shillings|shilingi za tanzania",
    "ETB": "birr|ብር",
    "GHS": "cedi|cedis|gh¢|ghc",
    "ZAR": "rand|rands",
    "SLE": "leones|leone",
    "LRD": "liberian dollars",
    "MWK": "malawi kwacha",
    "ZMW": "zambian kwacha",
    "MZN": "meticais|metical",
    "AOA": "kwanzas|kwanza|kz",
    "COP": "pesos colombianos",
    "MXN": "pesos mexicanos",
    "ARS": "pesos argentinos",
    "CLP": "pesos chilenos",
    "PEN": "soles|nuevos soles",
    "BOB": "bolivianos",
    "PYG": "guaraníes|guarani",
    "HNL": "lempiras|lempira",
    "GTQ": "quetzales|quetzal",
    "NIO": "córdobas",
    "CRC": "colones",
    "BRL": "reais",
    "CHF": "sfr|francs suisses|swiss francs|schweizer franken|chf|fr",
    "PLN": "zł|złotych|złote|złoty|pln",
    "CZK": "kč|korun českých|kc",
    "HUF": "ft|forint",
    "RON": "lei|ron",
    "BGN": "лв|лева|лев",
    "HRK": "kn|kuna|kune",
    "RSD": "рсд|динара|dinara rsd",
    "BAM": "konvertibilnih maraka",
    "MKD": "денари|мкд",
    "ALL": "lek|lekë|lekëve",
    "RUB": "руб|рубль|рублей|рубля|рублях|rur|р",
    "UAH": "грн|гривень|гривня|гривні|hryvnia|hryvnias",
    "BYN": "белорусских рублей|бел руб|byn",
    "KZT": "теңге|тенге|tenge",
    "UZS": "сўм|soʻm|so'm|сум",
    "KGS": "сом|сомов",
    "AMD": "դրամ|драм|amd",
    "GEL": "ლარი|лари|lari",
    "AZN": "manat|манат|azn",
    "MNT": "төгрөг|tugrik|togrog",
    "TRY": "tl|türk lirası|lira|turkish lira|turkish liras",
    "SEK": "svenska kronor|skr",
    "NOK": "norske kroner|nkr",
    "DKK": "danske kroner|dkr",
    "JOD": "jordanian dinar|jordanian dinars|دينار اردني|دنانير اردنية",
    "IQD": "دينار عراقي|iraqi dinar|iraqi dinars|دنانير عراقية|الدنانير العراقية|دينارعراقي|د ع",
    "TND": "دينار تونسي|dinars tunisiens|dt|tunisian dinars",
    "DZD": "دينار جزائري|dinars algériens|da",
    "MAD": "درهم مغربي|dirhams marocains|moroccan dirhams|dh|dhs",
    "LBP": "ليرة لبنانية|livres libanaises",
    "SYP": "ليرة سورية",
    "EGP": "جنيه مصري|egyptian pounds",
    "SDG": "جنيه سوداني|sudanese pounds",
    "SAR": "ريال سعودي|saudi riyals",
    "YER": "ريال يمني|yemeni rials",
    "QAR": "ريال قطري",
    "AED": "درهم اماراتي",
    "IRR": "ریال",
    "AFN": "افغانی|afghani|afghanis",
    "PKR": "pak rupees|pkr",
    "INR": "rs|rupees|indian rupees|inr|रुपये|रुपए|रूपये",
    "NPR": "nepali rupees|nrs|npr|रुपैयाँ|रु",
    "LKR": "sri lanka rupees|slr",
    "BDT": "taka|tk|bdt|টাকা",
    "MMK": "kyat|kyats|mmk|ကျပ်",
    "THB": "baht|บาท",
    "KHR": "riel|riels|រៀល",
    "LAK": "kip|ກີບ",
    "VND": "đồng|vnđ|vnd|dong",
    "IDR": "rupiah|rp",
    "PHP": "philippine pesos|php",
    "MYR": "ringgit|rm",
    "CNY": "人民币|人民幣|yuan|rmb|元人民币",
    "TWD": "新臺幣|新台幣|nt",
    "JPY": "yen|円",
    "KRW": "won|원",
}
# Codes that are English words as well, and words too short to name a currency in a sentence.
_WORDS_TOO = frozenset("ALL BAM CUP GEL MOP PEN TOP TRY".split())
_TOO_SHORT = frozenset(
    "ar cfa da dh dong dt fr frw ft kc kip kn kyat lei lek lev lira nt pound rand rm rp rs"
    " tk tl von won yen yuan kz лев р сом сум".split()
)
_BY_WORD = {folded(word): code for code, words in _WORDS.items() for word in words.split("|")}
_LONGEST_NAME = max(len(name.split()) for name in _BY_WORD)
_CAPITALS = re.compile(r"(?:(?<![^\W\d_])|(?<=[a-z]))[A-Z]{3}(?![^\W\d_])")


# Names of money that several countries share.
_SHARED = re.compile(
    r"(?<!\w)(dinars?|dirhams?|dollars?|francs?|kron[ae]r?|livres?|pesos?|pounds?|rials?|riyals?"
    r"|rupees?|shillings?)(?!\w)"
)
SHARED_WORDS = frozenset(
    folded(word)
    for word in "dinar dinars dinara dirham dirhams dollar dollars franc francs krona kronor krone"
    " kroner kr livres peso pesos pound pounds rial rials riyal riyals rupee shilling shillings"
    " dolar dolares dolara دينار دنانير الدنانير درهم ريال ليرة جنيه روپے روپیہ روپے رو".split()
)
# "MDH", "TEUR", "kUSD": a letter for how many, written onto the currency.
_JOINT = re.compile(
    r"(?<!\w)(k|t|m|mio|mn|md|mrd)(eur|usd|gbp|chf|nok|sek|dkk|xof|fcfa|dh|dt|ft|[€£$])(?!\w)"
)


def shared_name(text: str) -> str:
    """A word for money of several countries ("francs") where no one currency is named; else ""."""
    found = _SHARED.search(folded(text))
    return found[1] if found and not currency_named(text) else ""


def parted(text: str) -> str:
    """The text with the letter for how many taken off a currency: "TEUR" is "tsd eur"."""
    return _JOINT.sub(lambda m: f"{'tsd' if m[1] == 't' else m[1]} {m[2]}", text.lower())


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
    if not text.strip():
        return "", []
    code = ""
    for sign, named in _SIGNS.items():
        if sign in text:
            text, code = text.replace(sign, " ", 1), named
            break
    words = [word for word in folded(parted(text)).split() if word not in SHARED_WORDS]
    for length in range(_LONGEST_NAME, 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            named = name.upper() if name.upper() in CODES else _BY_WORD.get(name, "")
            if named:
                return code or named, words[:at] + words[at + length :]
    return code, words
