"""Names of countries in Dutch, as lists of the Dutch government print them.

    >>> str(country_in_dutch("TURKIJE   ")), str(country_in_dutch("Ver. Staten")), country_in_dutch("EU")
    ('Türkiye', 'United States', None)

Case, accents and blanks at the ends do not count; names that are the same in English are not repeated here.
"""

from __future__ import annotations

import unicodedata

from armsdeals.values.country import Country

_PAIRS = """
Albanië=Albania Algerije=Algeria Argentinië=Argentina Armenië=Armenia Australië=Australia Azerbeidzjan=Azerbaijan Bahrein=Bahrain
België=Belgium Bosnië-Herzegovina=Bosnia_and_Herzegovina Bosnië_en_Herzegovina=Bosnia_and_Herzegovina Brazilië=Brazil
Bulgarije=Bulgaria Chili=Chile Cyprus=Cyprus Denemarken=Denmark Duitsland=Germany Dominicaanse_Republiek=Dominican_Republic
Ecuador=Ecuador Egypte=Egypt Estland=Estonia Ethiopië=Ethiopia Filippijnen=Philippines Filipijnen=Philippines Frankrijk=France
Georgië=Georgia Griekenland=Greece Groot-Brittannië=United_Kingdom Hongarije=Hungary Ierland=Ireland IJsland=Iceland Indonesië=Indonesia
Irak=Iraq Israël=Israel Italië=Italy Ivoorkust=Côte_d'Ivoire Jemen=Yemen Jordanië=Jordan Kazachstan=Kazakhstan Kenia=Kenya Koeweit=Kuwait
Korea=South_Korea Kroatië=Croatia Letland=Latvia Libanon=Lebanon Libië=Libya Litouwen=Lithuania Luxemburg=Luxembourg
Macedonië=North_Macedonia Maleisië=Malaysia Marokko=Morocco Mauritanië=Mauritania Moldavië=Moldova Mongolië=Mongolia Namibië=Namibia
Nederland=Netherlands Nieuw-Zeeland=New_Zealand Noorwegen=Norway Oekraïne=Ukraine Oezbekistan=Uzbekistan Oostenrijk=Austria Polen=Poland
Roemenië=Romania Rusland=Russia Russische_Federatie=Russia Rwanda=Rwanda Saoedi-Arabië=Saudi_Arabia Saudi-Arabië=Saudi_Arabia
Servië=Serbia Slovenië=Slovenia Slowakije=Slovakia Soedan=Sudan Spanje=Spain Syrië=Syria Tanzania=Tanzania Tsjaad=Chad Tsjechië=Czechia
Tsjechische_Republiek=Czechia Tunesië=Tunisia Turkije=Türkiye VAE=United_Arab_Emirates Verenigde_Arabische_Emiraten=United_Arab_Emirates
Ver._Arab._Emiraten=United_Arab_Emirates Verenigd_Koninkrijk=United_Kingdom Ver._Koninkrijk=United_Kingdom VK=United_Kingdom
Verenigde_Staten=United_States Verenigde_Staten_van_Amerika=United_States Ver._Staten=United_States VS=United_States
Wit-Rusland=Belarus Zambia=Zambia Zuid-Afrika=South_Africa Zuid-Korea=South_Korea Zuid-Soedan=South_Sudan Zweden=Sweden
Zwitserland=Switzerland Singapore=Singapore Oman=Oman Qatar=Qatar India=India Japan=Japan Canada=Canada Taiwan=Taiwan Thailand=Thailand
Nieuw-Guinea=Papua_New_Guinea Kaapverdië=Cabo_Verde Cambodja=Cambodia Colombia=Colombia Peru=Peru Venezuela=Venezuela Pakistan=Pakistan
"""


def _key(name: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    return " ".join(plain.casefold().split())


IN_ENGLISH = {
    _key(dutch.replace("_", " ")): english.replace("_", " ")
    for dutch, _, english in (pair.partition("=") for pair in _PAIRS.split())
}


def country_in_dutch(name: str) -> Country | None:
    """Return the country of a Dutch name, or of one that is the same in English; None if it is of neither."""
    english = IN_ENGLISH.get(_key(name))
    return Country(english) if english else Country.parse(" ".join(name.split()).title())
