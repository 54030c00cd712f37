"""Comments as registers print them, and the terms that can be read in comments.

>>> from hypothesis import find
>>> find(comment_terms(), lambda terms: terms.aid is not None).aid.text
''
>>> find(comments(), lambda text: "option" in text)
'option on 1 more'
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from armsdeals.strategies.values import estimates, kept, prices, texts, whens
from armsdeals.values.terms import (
    FinancingTerm,
    Goods,
    OffsetTerm,
    OptionTerm,
    PaymentKind,
    ProductionKind,
    ProductionTerm,
    Remark,
    StatusTerm,
    Terms,
    TermStatus,
    Topic,
)

_MOST = 2  # of each sort
_SAID = (
    "aid", "second-hand", "lease", "loan until bought in 1959", "delivery delayed", "offsets 80%", "for coast guard", "ABC-1 version",
    "produced under licence in Freedonia as ZX", "financed by Russian loan", "delivery planned 2028-2030", "price disputed", "; ;", "(", ")",
)  # fmt: skip
_NUMBER = st.integers(1, 999)


@kept
def comments() -> st.SearchStrategy[str]:
    """Comments of pieces that can be read and of some that cannot."""
    piece = st.one_of(
        _NUMBER.map(lambda number: f"option on {number} more"),
        _NUMBER.map(lambda number: f"${number} m deal"),
        st.builds(lambda a, b: f"EUR{a} m (${b} m) deal (incl {b} launchers)", _NUMBER, _NUMBER),
        st.sampled_from(_SAID),
        texts(max_size=12),
    )
    return st.lists(piece, max_size=4).map("; ".join)


@kept
def comment_terms() -> st.SearchStrategy[Terms]:
    """Terms of any kind, also such as no comment holds together."""
    words, soft = texts(max_size=10), st.booleans()
    number = st.none() | estimates()
    goods = st.builds(Goods, what=words, number=number, is_doubtful=soft)
    paid = st.builds(
        FinancingTerm, kind=st.sampled_from(PaymentKind), percent=number, price=st.none() | prices(), by=words, is_partial=soft,
        is_doubtful=soft,
    )  # fmt: skip
    made = st.builds(
        ProductionTerm, kind=st.sampled_from(ProductionKind), where=words, number=number, name=words, is_doubtful=soft
    )
    return st.builds(
        Terms, prices=_some(prices()), is_part=soft, programme=words, financing=_some(paid), production=_some(made),
        offset=st.none() | st.builds(OffsetTerm, percent=number, price=st.none() | prices(), is_doubtful=soft),
        options=_some(st.builds(OptionTerm, number=number, is_lapsed=soft, is_doubtful=soft)), covers=_some(goods), includes=_some(goods),
        gifts=_some(goods), status=_some(st.builds(StatusTerm, status=st.sampled_from(TermStatus), text=words, part=words, is_doubtful=soft)),
        planned=_some(whens()), remarks=_some(st.builds(Remark, topic=st.sampled_from(Topic), text=words, number=number, is_doubtful=soft)),
        rest=_some(words),
    )  # fmt: skip


def _some(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=_MOST).map(tuple)
