"""A table of the fifteen invariants of the model, part by part, with the laws that prove each; a law that moves is missed here.

``pytest tests -k law_10_`` runs invariant 10. A law in another folder is named by its file, one of this folder by its name.
"""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
LAW = re.compile(r"^def (test_law_\w+)", re.MULTILINE)
LAWS: dict[int, dict[str, tuple[str, ...]]] = {
    1: {
        "replay of claims in any order gives the same result": (
            "test_law_1_replay_of_claims_in_any_order_gives_the_same_result",
            "test_law_1_sums_and_counts_are_the_same_in_any_order",
            "model/negotiation/test_laws.py::test_law_the_place_of_an_event_in_the_history_does_not_matter",
            "model/test_policies.py::test_law_the_order_of_the_claims_never_matters",
        ),
    },
    2: {
        "no claim is used that was known later": (
            "test_law_2_an_answer_rests_on_nothing_that_was_not_known",
            "test_law_2_what_is_said_tomorrow_is_not_known_today",
            "model/test_deal_laws.py::test_law_as_of_with_known_by_is_as_of_the_deal_as_known",
        ),
        "no claim is lost as the day grows": (
            "test_law_2_a_later_reader_loses_no_claim_and_none_is_used_before_it_was_known",
            "model/test_deal_laws.py::test_law_knowing_less_twice_is_knowing_the_lesser",
        ),
        "unless one retracts it": (
            "test_law_2_a_claim_counts_from_the_day_it_is_known_until_it_is_taken_back",
            "test_law_2_what_is_taken_back_before_it_is_known_leaves_the_claim_that_says_so_as_it_is",
            "test_law_2_a_claim_that_only_takes_back_what_is_not_known_yet_is_not_known_either",
            "model/negotiation/test_laws.py::test_law_a_retracted_claim_counts_as_if_it_had_never_been_said",
        ),
    },
    3: {
        "a reachable history is a path in the table": (
            "test_law_3_every_history_that_is_walked_is_a_path_in_the_table",
            "test_law_3_whatever_is_told_no_step_is_taken_that_the_table_lacks",
            "test_law_3_every_stage_that_is_possible_is_a_step_of_the_table_from_one_that_was",
            "model/negotiation/test_laws.py::test_law_resolve_equals_brute_force_over_all_subsets",
        ),
        "final stages have no exit": (
            "test_law_3_final_stages_have_no_exit",
            "test_law_3_every_stage_that_is_possible_is_a_step_of_the_table_from_one_that_was",
        ),
    },
    4: {
        "furthest never falls": (
            "test_law_4_the_furthest_stage_never_falls",
            "test_law_4_the_furthest_stage_of_a_deal_in_tranches_never_falls",
            "model/negotiation/test_laws.py::test_law_the_furthest_stage_never_falls",
        ),
    },
    5: {
        "a halt that is lifted leads no higher than before": (
            "test_law_5_a_deal_resumes_no_higher_than_where_it_was_halted",
            "test_law_5_a_step_that_resumes_higher_is_refused_and_a_source_that_tells_it_is_found",
            "model/test_deal_laws.py::test_law_a_suspended_deal_resumes_no_higher_than_it_was",
        ),
    },
    6: {
        "written and read again it is itself": (
            "test_law_6_what_is_written_and_read_again_is_equal",
            "test_law_6_a_deal_comes_back_from_its_own_tree_with_every_source",
            "formats/test_round_trip.py::test_law_a_chain_through_all_formats_in_any_order_ends_equal",
            "written/test_laws.py::test_law_a_register_written_short_reads_back_equal",
            "store/test_laws.py::test_law_a_register_that_is_kept_comes_back_equal",
        ),
        "so is the upgrade of an older version": (
            "wire/test_migrations.py::test_law_a_document_of_an_older_version_is_read_as_what_it_says",
            "wire/test_migrations.py::test_law_a_step_hands_on_whatever_it_does_not_know",
        ),
    },
    7: {
        "intervals hold every result of points": (
            "test_law_7_sums_differences_and_shares_hold_those_of_all_points",
            "test_law_7_sums_and_shares_of_prices_hold_those_of_all_points",
            "test_law_7_what_is_said_of_two_dates_is_so_of_all_their_days",
        ),
        "comparison has three values and is antisymmetric": (
            "test_law_7_order_of_dates_has_three_answers_and_turns_round",
            "values/test_when.py::test_law_what_is_certain_is_possible_and_shuts_out_the_reverse",
        ),
    },
    8: {
        "the total is the sum of the batches, whatever their years": (
            "test_law_8_what_arrived_is_the_sum_of_the_batches_whenever_they_came",
        ),
    },
    9: {
        "nothing is added across currency, price year, basis or unit": (
            "test_law_9_only_prices_of_one_currency_year_and_basis_add_up",
            "test_law_9_only_sums_of_one_currency_add_up",
            "test_law_9_only_counts_of_one_unit_add_up",
            "test_law_9_measures_are_never_added",
            "test_law_9_money_and_the_volume_of_arms_never_meet",
        ),
        "without an explicit converter": (
            "test_law_9_a_converter_that_is_named_brings_them_together",
            "values/test_rates_laws.py::test_law_a_result_is_the_exact_one_but_for_half_of_the_last_place",
        ),
    },
    10: {
        "flows are principal, interest and fees": ("test_law_10_what_is_paid_is_principal_and_interest_and_fees",),
        "what is owed ends at nothing": (
            "test_law_10_what_is_owed_ends_at_nothing_and_is_never_below_it",
            "test_law_10_each_row_leads_from_what_was_owed_to_what_is_owed",
            "model/financing/test_laws.py::test_law_what_is_repaid_and_what_is_owed_make_what_was_drawn_and_added_on_every_day",
        ),
        "and nothing is negative": (
            "test_law_10_what_is_owed_ends_at_nothing_and_is_never_below_it",
            "model/financing/test_laws.py::test_law_rows_are_in_order_and_payments_are_never_negative",
        ),
    },
    11: {
        "shares lie in [0, 1]": ("test_law_11_shares_lie_between_none_and_all_and_add_up_to_no_more",),
        "and obey the sum rule": (
            "test_law_11_shares_that_add_up_to_more_than_all_are_refused",
            "test_law_11_a_financing_that_is_called_complete_adds_up_to_exactly_the_whole",
            "model/financing/test_financing.py::test_law_shares_add_up_to_at_most_the_whole",
        ),
    },
    12: {
        "successors run in no circle": ("test_law_12_every_link_of_a_circle_of_successors_is_found_and_no_other",),
        "nor does lineage": (
            "test_law_12_systems_have_no_lineage_in_a_circle_and_any_other",
            "test_law_12_the_lineage_of_systems_runs_in_no_circle",
        ),
        "rivalry is mutual": ("test_law_12_a_rivalry_that_one_side_does_not_know_is_found_and_no_other",),
    },
    13: {
        "a code and a day give at most one state": (
            "test_law_13_a_code_and_a_day_give_at_most_one_state",
            "values/test_country.py::test_law_a_number_is_of_at_most_one_country_on_any_day",
        ),
    },
    14: {
        "only facts and denials change a stage": (
            "test_law_14_what_is_only_expected_never_changes_the_stage",
            "test_law_14_no_claim_but_an_event_ever_changes_the_stage",
            "model/negotiation/test_laws.py::test_law_only_facts_and_denials_count",
        ),
        "a denial brings none in": (
            "test_law_14_a_denial_never_brings_a_stage_in",
            "model/negotiation/test_laws.py::test_law_a_denial_never_brings_a_stage_in",
        ),
    },
    15: {
        "the kinds of nothing survive apart": (
            "test_law_15_unknown_none_withheld_and_not_applicable_survive_every_file_apart",
            "test_law_15_nothing_is_no_zero",
        ),
    },
}


def laws_of(path: Path) -> set[str]:
    return set(LAW.findall(path.read_text("utf-8")))


HERE = {law for path in Path(__file__).parent.glob("test_*.py") for law in laws_of(path)}


@pytest.mark.parametrize("number", range(1, 16))
def test_every_part_of_an_invariant_has_laws_and_all_of_them_are_there(number: int) -> None:
    assert any("::" not in law for laws in LAWS[number].values() for law in laws)
    for part, laws in LAWS[number].items():
        assert laws, part
        for law in laws:
            place, _, name = law.rpartition("::")
            assert name in (laws_of(TESTS / place) if place else HERE), part
            assert place or name.startswith(f"test_law_{number}_")


def test_every_law_of_this_folder_is_in_the_table() -> None:
    named = {law for parts in LAWS.values() for laws in parts.values() for law in laws if "::" not in law}
    assert named == HERE
