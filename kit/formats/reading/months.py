"""Names of the months, full and abbreviated, in the languages that newspapers here come in."""

from __future__ import annotations

__all__ = ["MONTHS"]

# Twelve words a language, the spellings of one month joined by |. Croatian is left out: its listopad is October, the
# Polish and Czech one November.
NAMES = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct"
    " november|nov december|dec",
    "januar|jänner|jän februar|feber märz|mär|mrz|maerz april mai juni juli august september oktober|okt november"
    " dezember|dez",
    "janvier|janv février|fevrier|févr|fevr|fév mars avril|avr mai juin juillet|juil|juill août|aout septembre octobre"
    " novembre décembre|decembre|déc",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre"
    " diciembre|dic",
    "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett|set ottobre|ott novembre"
    " dicembre",
    "janeiro fevereiro|fev março|marco abril maio junho julho agosto setembro outubro|out novembro dezembro",
    "januar februar mars april maj|mai juni juli august|augusti september oktober november december|desember|des",
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja czerwca|czerwiec lipca|lipiec sierpnia|sierpień"
    " września|wrzesień października|październik listopada|listopad grudnia|grudzień",
    "января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл"
    " августа|август|авг сентября|сентябрь|сен октября|октябрь|окт ноября|ноябрь|ноя декабря|декабрь|дек",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень"
    " серпня|серпень вересня|вересень жовтня|жовтень листопада грудня|грудень",
    "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září"
    " října|říjen listopadu prosince|prosinec",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
    " marraskuuta joulukuuta",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "január február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október"
    " november december",
    "januari februari|pebruari maret april mei juni juli agustus|agt september oktober november|nopember desember",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου"
    " δεκεμβρίου",
)

MONTHS: dict[str, int] = {
    spelling: number
    for language in NAMES
    for number, spellings in enumerate(language.split(), start=1)
    for spelling in spellings.split("|")
}
