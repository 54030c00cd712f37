"""The countries of today: codes of ISO 3166-1, of which XK and XKX (Kosovo) are user-assigned, names in common use.

The other names are those of English and of arms registers. States that are gone or were renamed stand in `past`; the last
three lines are lands that few recognise, which have no code.
"""

from __future__ import annotations

# name | alpha-2 | alpha-3 | other names and capital abbreviations, parted by ";"
TODAY = """
Afghanistan|AF|AFG|Islamic Republic of Afghanistan
Åland Islands|AX|ALA|
Albania|AL|ALB|
Algeria|DZ|DZA|
American Samoa|AS|ASM|
Andorra|AD|AND|
Angola|AO|AGO|
Anguilla|AI|AIA|
Antarctica|AQ|ATA|
Antigua and Barbuda|AG|ATG|
Argentina|AR|ARG|
Armenia|AM|ARM|
Aruba|AW|ABW|
Australia|AU|AUS|
Austria|AT|AUT|
Azerbaijan|AZ|AZE|
Bahamas|BS|BHS|The Bahamas; Bahamas, The
Bahrain|BH|BHR|
Bangladesh|BD|BGD|
Barbados|BB|BRB|
Belarus|BY|BLR|Byelorussia; Belarus (Byelorussia)
Belgium|BE|BEL|
Belize|BZ|BLZ|British Honduras
Benin|BJ|BEN|
Bermuda|BM|BMU|
Bhutan|BT|BTN|
Bolivia|BO|BOL|Plurinational State of Bolivia; Bolivia, Plurinational State of
Bonaire, Sint Eustatius and Saba|BQ|BES|Caribbean Netherlands
Bosnia and Herzegovina|BA|BIH|Bosnia-Herzegovina; Bosnia
Botswana|BW|BWA|
Bouvet Island|BV|BVT|
Brazil|BR|BRA|
British Indian Ocean Territory|IO|IOT|
British Virgin Islands|VG|VGB|
Brunei|BN|BRN|Brunei Darussalam
Bulgaria|BG|BGR|
Burkina Faso|BF|BFA|Burkina Faso (Upper Volta)
Burundi|BI|BDI|
Cabo Verde|CV|CPV|Cape Verde
Cambodia|KH|KHM|Kampuchea; Khmer Republic; Cambodia (Kampuchea)
Cameroon|CM|CMR|
Canada|CA|CAN|
Cayman Islands|KY|CYM|
Central African Republic|CF|CAF|
Chad|TD|TCD|
Chile|CL|CHL|
China|CN|CHN|People's Republic of China
Christmas Island|CX|CXR|
Cocos Islands|CC|CCK|Cocos (Keeling) Islands
Colombia|CO|COL|
Comoros|KM|COM|
Congo|CG|COG|Republic of the Congo; Congo-Brazzaville; Congo, Republic of; Congo, Rep.; Congo (Brazzaville)
Cook Islands|CK|COK|
Costa Rica|CR|CRI|
Côte d'Ivoire|CI|CIV|Ivory Coast
Croatia|HR|HRV|
Cuba|CU|CUB|
Curaçao|CW|CUW|
Cyprus|CY|CYP|Republic of Cyprus
Czechia|CZ|CZE|Czech Republic
Denmark|DK|DNK|
Djibouti|DJ|DJI|
Dominica|DM|DMA|
Dominican Republic|DO|DOM|
DR Congo|CD|COD|Democratic Republic of the Congo; Democratic Republic of Congo; Congo, Democratic Republic of; Congo, Democratic Republic of the; Congo, The Democratic Republic of the; Congo-Kinshasa; DRC; Congo, Dem. Rep.; Congo, Democratic Republic of (Zaire)
Ecuador|EC|ECU|
Egypt|EG|EGY|Arab Republic of Egypt; Egypt, Arab Rep.
El Salvador|SV|SLV|
Equatorial Guinea|GQ|GNQ|
Eritrea|ER|ERI|
Estonia|EE|EST|
Eswatini|SZ|SWZ|Swaziland
Ethiopia|ET|ETH|
Falkland Islands|FK|FLK|Falkland Islands (Malvinas)
Faroe Islands|FO|FRO|
Fiji|FJ|FJI|
Finland|FI|FIN|
France|FR|FRA|
French Guiana|GF|GUF|
French Polynesia|PF|PYF|
French Southern Territories|TF|ATF|
Gabon|GA|GAB|
Gambia|GM|GMB|The Gambia; Gambia, The
Georgia|GE|GEO|
Germany|DE|DEU|Federal Republic of Germany; German Federal Republic; FRG
Ghana|GH|GHA|
Gibraltar|GI|GIB|
Greece|GR|GRC|Hellenic Republic
Greenland|GL|GRL|
Grenada|GD|GRD|
Guadeloupe|GP|GLP|
Guam|GU|GUM|
Guatemala|GT|GTM|
Guernsey|GG|GGY|
Guinea|GN|GIN|
Guinea-Bissau|GW|GNB|
Guyana|GY|GUY|
Haiti|HT|HTI|
Heard Island and McDonald Islands|HM|HMD|
Honduras|HN|HND|
Hong Kong|HK|HKG|Hong Kong SAR; Hong Kong SAR, China; China, Hong Kong SAR; China, Hong Kong Special Administrative Region
Hungary|HU|HUN|
Iceland|IS|ISL|
India|IN|IND|
Indonesia|ID|IDN|
Iran|IR|IRN|Islamic Republic of Iran; Iran, Islamic Republic of; Persia; Iran, Islamic Rep.; Iran (Persia)
Iraq|IQ|IRQ|
Ireland|IE|IRL|Republic of Ireland
Isle of Man|IM|IMN|
Israel|IL|ISR|
Italy|IT|ITA|Italy/Sardinia
Jamaica|JM|JAM|
Japan|JP|JPN|
Jersey|JE|JEY|
Jordan|JO|JOR|
Kazakhstan|KZ|KAZ|
Kenya|KE|KEN|
Kiribati|KI|KIR|
Kosovo|XK|XKX|
Kuwait|KW|KWT|
Kyrgyzstan|KG|KGZ|Kyrgyz Republic
Laos|LA|LAO|Lao People's Democratic Republic; Lao PDR; Lao
Latvia|LV|LVA|
Lebanon|LB|LBN|
Lesotho|LS|LSO|
Liberia|LR|LBR|
Libya|LY|LBY|Libyan Arab Jamahiriya
Liechtenstein|LI|LIE|
Lithuania|LT|LTU|
Luxembourg|LU|LUX|
Macao|MO|MAC|Macau; Macao SAR; Macao SAR, China; China, Macao SAR; China, Macao Special Administrative Region
Madagascar|MG|MDG|
Malawi|MW|MWI|
Malaysia|MY|MYS|
Maldives|MV|MDV|
Mali|ML|MLI|
Malta|MT|MLT|
Marshall Islands|MH|MHL|
Martinique|MQ|MTQ|
Mauritania|MR|MRT|
Mauritius|MU|MUS|
Mayotte|YT|MYT|
Mexico|MX|MEX|
Micronesia|FM|FSM|Federated States of Micronesia; Micronesia, Federated States of; Micronesia, Fed. Sts.
Moldova|MD|MDA|Republic of Moldova; Moldova, Republic of
Monaco|MC|MCO|
Mongolia|MN|MNG|
Montenegro|ME|MNE|
Montserrat|MS|MSR|
Morocco|MA|MAR|
Mozambique|MZ|MOZ|
Myanmar|MM|MMR|Myanmar (Burma)
Namibia|NA|NAM|
Nauru|NR|NRU|
Nepal|NP|NPL|
Netherlands|NL|NLD|The Netherlands
New Caledonia|NC|NCL|
New Zealand|NZ|NZL|
Nicaragua|NI|NIC|
Niger|NE|NER|
Nigeria|NG|NGA|
Niue|NU|NIU|
Norfolk Island|NF|NFK|
North Korea|KP|PRK|Democratic People's Republic of Korea; Korea, Democratic People's Republic of; Korea, People's Republic of; Korea, North; North Korea (DPRK); DPRK; Korea, Dem. People's Rep.; Korea, Dem. Rep.
North Macedonia|MK|MKD|Macedonia; FYR Macedonia; Macedonia (FYROM); Former Yugoslav Republic of Macedonia; The former Yugoslav Republic of Macedonia; Republic of North Macedonia; FYROM; Macedonia (Former Yugoslav Republic of)
Northern Mariana Islands|MP|MNP|
Norway|NO|NOR|
Oman|OM|OMN|
Pakistan|PK|PAK|
Palau|PW|PLW|
Palestine|PS|PSE|State of Palestine; Palestine, State of; Palestinian Authority; Palestinian Territories; Occupied Palestinian Territory; West Bank and Gaza
Panama|PA|PAN|
Papua New Guinea|PG|PNG|
Paraguay|PY|PRY|
Peru|PE|PER|
Philippines|PH|PHL|The Philippines
Pitcairn|PN|PCN|
Poland|PL|POL|
Portugal|PT|PRT|
Puerto Rico|PR|PRI|
Qatar|QA|QAT|
Réunion|RE|REU|
Romania|RO|ROU|Rumania
Russia|RU|RUS|Russian Federation
Rwanda|RW|RWA|
Saint Barthélemy|BL|BLM|
Saint Helena|SH|SHN|Saint Helena, Ascension and Tristan da Cunha
Saint Kitts and Nevis|KN|KNA|St. Kitts and Nevis; St Kitts and Nevis
Saint Lucia|LC|LCA|St. Lucia
Saint Martin|MF|MAF|Saint Martin (French part)
Saint Pierre and Miquelon|PM|SPM|
Saint Vincent and the Grenadines|VC|VCT|St. Vincent and the Grenadines; Saint Vincent; St Vincent; St Vincent and the Grenadines
Samoa|WS|WSM|Western Samoa; Samoa/Western Samoa
San Marino|SM|SMR|
São Tomé and Príncipe|ST|STP|
Saudi Arabia|SA|SAU|Kingdom of Saudi Arabia; KSA
Senegal|SN|SEN|
Serbia|RS|SRB|Republic of Serbia
Seychelles|SC|SYC|
Sierra Leone|SL|SLE|
Singapore|SG|SGP|
Sint Maarten|SX|SXM|Sint Maarten (Dutch part)
Slovakia|SK|SVK|Slovak Republic
Slovenia|SI|SVN|
Solomon Islands|SB|SLB|
Somalia|SO|SOM|
South Africa|ZA|ZAF|
South Georgia and the South Sandwich Islands|GS|SGS|
South Korea|KR|KOR|Republic of Korea; Korea, Republic of; Korea, South; South Korea (ROK); ROK; Korea, Rep.
South Sudan|SS|SSD|
Spain|ES|ESP|
Sri Lanka|LK|LKA|Ceylon; Sri Lanka (Ceylon)
Sudan|SD|SDN|
Suriname|SR|SUR|Surinam
Svalbard and Jan Mayen|SJ|SJM|
Sweden|SE|SWE|
Switzerland|CH|CHE|
Syria|SY|SYR|Syrian Arab Republic
Taiwan|TW|TWN|Taiwan, Province of China; Taiwan (ROC); Chinese Taipei
Tajikistan|TJ|TJK|
Tanzania|TZ|TZA|United Republic of Tanzania; Tanzania, United Republic of; Tanzania/Tanganyika
Thailand|TH|THA|Siam
Timor-Leste|TL|TLS|
Togo|TG|TGO|
Tokelau|TK|TKL|
Tonga|TO|TON|
Trinidad and Tobago|TT|TTO|
Tunisia|TN|TUN|
Türkiye|TR|TUR|Turkey; Republic of Türkiye; Republic of Turkey; Turkey (Ottoman Empire)
Turkmenistan|TM|TKM|
Turks and Caicos Islands|TC|TCA|
Tuvalu|TV|TUV|
Uganda|UG|UGA|
Ukraine|UA|UKR|
United Arab Emirates|AE|ARE|UAE
United Kingdom|GB|GBR|Great Britain; Britain; United Kingdom of Great Britain and Northern Ireland; UK
United States|US|USA|United States of America
United States Minor Outlying Islands|UM|UMI|
United States Virgin Islands|VI|VIR|US Virgin Islands; U.S. Virgin Islands
Uruguay|UY|URY|
Uzbekistan|UZ|UZB|
Vanuatu|VU|VUT|
Vatican City|VA|VAT|Holy See; Vatican
Venezuela|VE|VEN|Bolivarian Republic of Venezuela; Venezuela, Bolivarian Republic of; Venezuela, RB
Viet Nam|VN|VNM|Vietnam; Socialist Republic of Viet Nam; Socialist Republic of Vietnam; Democratic Republic of Vietnam; Vietnam, Democratic Republic of
Wallis and Futuna|WF|WLF|
Western Sahara|EH|ESH|
Yemen|YE|YEM|Republic of Yemen; Yemen, Rep.
Zambia|ZM|ZMB|
Zimbabwe|ZW|ZWE|Zimbabwe (Rhodesia)
Abkhazia|||
Northern Cyprus|||Turkish Republic of Northern Cyprus
South Ossetia|||
"""
