"""What a register says of itself, and the sources to print."""

import armsdeals as ad

NAMED = ad.Evidence(
    publisher="A paper",
    title="Batteries <b>",
    author="N. N.",
    published="2019-07",
    locator="p. 3",
    link="https://x.example",
)
GENERAL = ad.Evidence(kind="unsourced")
REGISTER = ad.Register(
    [
        ad.Deal(id="a").sign(on="2015-02-16").with_price(ad.PriceClaim(value="1 USD", evidence=(NAMED, GENERAL))),
        ad.Deal(id="b", history=(ad.Event(when="2030", stage="signed", modality="planned"),)),
    ],
    events=[ad.Event(when="2018", text="a summit", evidence=ad.Evidence(title="Beside"))],
    sources=[ad.Evidence(title="Read, not cited")],
)


def test_it_counts_what_it_holds() -> None:
    info = REGISTER.info()
    assert (info.deals, info.claims, info.undated, info.sources, info.disputed) == (2, 3, 2, 2, 0)
    assert info.stages == ((ad.NegotiationStage.SIGNED, 1), (None, 1))
    assert (str(info.span), str(info.last_heard)) == ("2015-02-16", "2019-07")
    assert str(info) == repr(info)
    assert "SIGNED 1, open 1" in str(info)
    assert "<table>" in info._repr_html_()


def test_an_empty_register_has_nothing_to_say_of_times() -> None:
    info = ad.Register().info()
    assert (info.deals, info.span, info.last_heard, info.stages) == (0, None, None, ())
    assert str(info).splitlines()[0] == "0 deals"


def test_the_sources_are_listed_once_in_order_with_general_knowledge_last() -> None:
    assert REGISTER.cite().splitlines() == [
        "Beside.",
        "N. N. Batteries <b>. A paper. 2019-07. p. 3. https://x.example.",
        "Read, not cited.",
        "General knowledge without a source.",
    ]
    assert ad.Register().cite() == "No sources are given."
