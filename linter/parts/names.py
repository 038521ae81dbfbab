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
    aan al alle allez alles als alsnog alvast andere anders ben bent bedankt bij binnen
    brr chapeau daar dan dank dankjewel dankuwel dankzij dat deze die dit doe doen door
    doordat dus echt een eerst er even excuses ff fijn fijne ga gaat geen gezien gister
    gisteren goed graag haha heb hebben hebt heeft heel helaas hier hierbij hoe hoop
    hopelijk hoor iets ik in is ja jammer je jij jouw jullie kan kom komt kun kunnen
    kunt laat later leuk maar me meer met middels mij mijn misschien moest moet mocht
    mooi morgen mn na naar nadat nee niet nietes namens nog nogmaals nou nu of oké oke
    om omdat ondanks ons onze ook op over prima sinds snap soms sorry succes super te
    tijdens toch toen top tot tof u uit uw van vanavond vandaag vandaar vanmiddag
    vanwege veel vereerd vind volgens voor vorige vrijdag waar wanneer want was wat we
    wegens weet wellicht wij wil wilde wou word wordt zal ze zie zijn zo zoals zodra
    zonder zou zullen kben thx tnx hoezo merci thanks proficiat sterkte salut cheers
    gewenst groeten
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
