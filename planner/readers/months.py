"""The words in which dates are written: months, quarters, parts of a year, in ten languages."""

from __future__ import annotations

from planner.readers.texts import folded

# One paragraph a language, January to December; several spellings of a month parted by "/".
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun
july/jul august/aug september/sep/sept october/oct november/nov december/dec

janvier/janv février/févr/fév mars avril/avr mai juin
juillet/juil août septembre octobre novembre décembre/déc

enero/ene febrero marzo abril/abr mayo junio
julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic

janeiro fevereiro março abril maio/mai junho
julho agosto setembro outubro/out novembro dezembro/dez

januar/jänner/jaenner februar/feber märz/maerz/mrz april mai juni
juli august september oktober/okt november dezember/dez

gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu
luglio/lug agosto settembre/sett ottobre/ott novembre dicembre

januari februari maart/mrt april mei juni juli augustus september oktober november december

ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık

январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня
июль/июля август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря

يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/أفريل مايو/أيار/ماي
يونيو/حزيران/جوان يوليو/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول أكتوبر/تشرين_الأول
نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول

ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
"""
MONTHS: dict[str, int] = {
    folded(name): number
    for language in _MONTHS.split("\n\n")
    for number, names in enumerate(language.split(), start=1)
    for name in names.split("/")
}


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


QUARTERS = _words("quarter trimestre quartal kwartaal ربع רבעון")
HALVES = _words("semester semestre halbjahr half نصف")
# Words that say which part of a year or month is meant: its first, middle or last days.
EARLY = _words("early beginning start début inicio inicios principios anfang أول بداية")
MIDDLE = _words("mid middle mi milieu mediados meados mitte منتصف")
LATE = _words("late end fin fines final finales fim ende نهاية")
# Words that stand beside a date and add nothing to it.
SILENT = _words(
    "of the de del du da do le el al den dem em en in on am в"
    " year année ano anno jahr fy fiscal financial exercice exercicio exercício ejercicio an af"
    " sana سنة عام שנת г года"
    " monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes martes miércoles jueves viernes sábado domingo"
)
# Words between the two ends of a span.
BETWEEN = (
    "to", "through", "until", "till", "au", "à", "a", "al", "até", "et", "bis", "hasta",
    "jusqu'au", "jusqu'à", "الى", "إلى", "עד",
)  # fmt: skip
