"""Which words can be somebody's name."""

from __future__ import annotations

from .words import word_set

#: What stands before or inside a name, in lower case.
TITLES = word_set(
    """
    heer mevrouw meneer mijnheer mevr mevr. mw mw. dhr dhr. de van den der ten ter
    het dokter dr dr. drs drs. ir ir. ing ing. mr mr. prof prof. professor juf
    meester en
    """
)
#: Words that a sentence is full of, in lower case.
NOT_A_NAME = word_set(
    """
    aan al alles als alsnog alvast anders ben bent bedankt bij binnen brr daar dan
    dank dankjewel dankuwel dat deze die dit doe doen door dus echt een eerst er
    even excuses ff fijn fijne ga gaat geen gister gisteren goed graag haha heb
    hebben heeft heel helaas hier hierbij hoe hoop hopelijk hoor iets ik in is ja
    jammer je jij jouw jullie kan kom komt kun kunnen kunt laat later leuk maar me
    meer met mij mijn misschien moest moet mocht mooi morgen mn naar nadat nee niet
    nietes nog nogmaals nou nu of oké oke om omdat ons onze op prima snap sorry
    succes super te toch top tot tof u uit uw van vanavond vandaag vanmiddag vanwege
    vereerd vind volgens voor vrijdag waar wanneer want was wat we wegens weet wij
    wil wilde wou word wordt zal ze zie zijn zo zou zullen kben thx tnx hoezo
    merci thanks proficiat sterkte salut cheers gewenst groeten
    maandag dinsdag woensdag donderdag zaterdag zondag
    """
)


def may_be_name(word: str) -> bool:
    """Whether a token is a placeholder or a word that no letter is full of."""
    if word[0] in "[{<$":
        return len(word) > 1
    return word[0].isalpha() and word.lower().rstrip(".") not in NOT_A_NAME


def is_capitalised(word: str) -> bool:
    """Whether a token may be a name and is written like one."""
    return may_be_name(word) and not word[0].islower()
