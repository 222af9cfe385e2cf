"""Numbers of one case or of one person's matter (案件文号), told from those of a policy.

Both are written alike: who issues it, what kind of paper it is, 〔year〕, number. The kind tells: a
policy is issued (发, 规, 令 …); a case is filed, examined, handed over, answered, decided. What an
office of discipline, inspection or justice numbers is of a case, unless it is issued to all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKET = r"[〔\[（(【﹝［]\s?(?:19|20)\d{2}\s?年?[〕\])）】﹞］]"
_NUMBER = rf"{_BRACKET}\s?(?:字\s?)?第?\s?\d{{1,6}}\s?号(?:之[一二三四五])?"
_DOCKET = re.compile(
    # Courts number by the year first: （2021）渝0118刑初12号.
    rf"{_BRACKET}\s?[\u4e00-\u9fff]{{1,2}}\d{{0,4}}(?:刑|民|行|执|破|仲|赔|财保)"
    r"[初终再恢异保监申辖更他]?\s?第?\s?\d{1,6}\s?号(?:之[一二三])?"
    rf"|(?P<issuer>[\u4e00-\u9fff（）()]{{2,14}}?)(?:字|决字|通字)?\s?{_NUMBER}"
)
# Who numbers cases: discipline, supervision, inspection, police, prosecution, courts, arbitration.
_OFFICE = re.compile("纪|(?<![银证保市安质药能电财环总])监(?!管)|巡|谈函|信访")
# What is done with a case.
_ACT = re.compile(
    "立|审|移|询|处|核|线|调|查|交|诫|留|反|督|退|转|复|告|催|访|函|谈|信|办|决|裁|通$|问|责|案"
)
# What others do in one case; with 任 and 免 it is one person who is appointed.
_OF_ONE = re.compile(
    "[公检法警刑行政税环林城安市土资水交卫食药劳仲].{0,3}?"
    "(?:立|罚决?|裁|仲案|诉|拘|捕|逮|复决|处罚|强执|受理)$"
    "|[刑民行][初终]$|执恢$|刑诉|检诉|起诉|公诉|行罚|仲案|移诉|[组府人委政党][任免干]免?$|府人$"
    "|信访[转交复告立受]?$|(?<![工网经通征诚农])信[转交复告]?$|访函?$"
    "|纪[委检]?$|纪委监委$|函询|线索|留置|初核|诫勉|处分|政务[立处函审]|委巡$"
)
# Issued to all, or by the centre: a policy.
_ISSUED = re.compile("[发规令厅议制综]$|^(?:中央|中办|中纪|中组|中巡|国|全国)")
_MASKED = re.compile("[某×A-Z]")
# Words before a number that belong to the sentence, not to who issues it.
_LEADS = re.compile(
    "^.*(?:[据按照见由经凭在的于以和与及为是对号件书源到发达具出]|引用|文号|编号)(?=.)"
)


def dockets_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the number of a case stands."""
    for match in _DOCKET.finditer(text):
        issuer = match["issuer"]
        if issuer is None:
            yield match.span()
            continue
        lead = _LEADS.match(issuer)
        who = issuer[lead.end() :] if lead else issuer
        who = who.lstrip("（()）")
        if len(who) < 2:
            who = issuer[-4:]
        first = match.start() + len(issuer) - len(who)
        if _of_a_case(who) and not _MASKED.search(text[max(0, first - 1) : first + len(who)]):
            yield first, match.end()


def _of_a_case(who: str) -> bool:
    if _ISSUED.search(who):
        return False
    office = _OFFICE.search(who)
    done = office is not None and _ACT.search(who, office.end()) is not None
    return done or _OF_ONE.search(who) is not None
