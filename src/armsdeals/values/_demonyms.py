"""Adjectives of countries, for "Russian loan" and "Norwegian production".

The countries bear the names by which `armsdeals.values.country` knows them.

    >>> DEMONYMS["Norwegian"], DEMONYMS["US"]
    ('Norway', 'United States')

Left out: adjectives that two states share, such as Congolese and Korean, and those of states that are gone.
"""

from __future__ import annotations

_PAIRS = """
Afghan=Afghanistan Albanian=Albania Algerian=Algeria American=United_States Angolan=Angola Argentine=Argentina Argentinian=Argentina
Armenian=Armenia Australian=Australia Austrian=Austria Azerbaijani=Azerbaijan Bahraini=Bahrain Bangladeshi=Bangladesh Belarusian=Belarus
Belarussian=Belarus Belgian=Belgium Bolivian=Bolivia Brazilian=Brazil British=United_Kingdom Bulgarian=Bulgaria Cambodian=Cambodia
Canadian=Canada Chilean=Chile Chinese=China Colombian=Colombia Croatian=Croatia Cuban=Cuba Cypriot=Cyprus Czech=Czechia Danish=Denmark
Dutch=Netherlands Ecuadorean=Ecuador Egyptian=Egypt Emirati=United_Arab_Emirates Estonian=Estonia Ethiopian=Ethiopia Finnish=Finland
French=France Georgian=Georgia German=Germany Ghanaian=Ghana Greek=Greece Hungarian=Hungary Icelandic=Iceland Indian=India
Indonesian=Indonesia Iranian=Iran Iraqi=Iraq Irish=Ireland Israeli=Israel Italian=Italy Japanese=Japan Jordanian=Jordan Kazakh=Kazakhstan
Kenyan=Kenya Kuwaiti=Kuwait Latvian=Latvia Lebanese=Lebanon Libyan=Libya Lithuanian=Lithuania Malaysian=Malaysia Mexican=Mexico
Moroccan=Morocco Nigerian=Nigeria Norwegian=Norway Omani=Oman Pakistani=Pakistan Peruvian=Peru Philippine=Philippines Polish=Poland
Portuguese=Portugal Qatari=Qatar Romanian=Romania Russian=Russia Saudi=Saudi_Arabia Senegalese=Senegal Serbian=Serbia Singaporean=Singapore
Slovak=Slovakia Slovenian=Slovenia Spanish=Spain Swedish=Sweden Swiss=Switzerland Syrian=Syria Taiwanese=Taiwan Thai=Thailand
Tunisian=Tunisia Turkish=Türkiye UAE=United_Arab_Emirates UK=United_Kingdom US=United_States Ukrainian=Ukraine Uruguayan=Uruguay
Venezuelan=Venezuela Vietnamese=Viet_Nam Yemeni=Yemen Zambian=Zambia Zimbabwean=Zimbabwe
"""
DEMONYMS: dict[str, str] = {
    adjective: country.replace("_", " ") for adjective, _, country in (pair.partition("=") for pair in _PAIRS.split())
}
