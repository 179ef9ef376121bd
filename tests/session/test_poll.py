"""The poll and the agreements: each seat its own, before and after play, kept beside the table."""

from game.session.recover import recover
from tests.session.stories import a_played, a_stepper, accepted, refused, to_dialogue

POLL = {"question": "Waar sta je?", "low": "Wij beslissen", "high": "Midden in de samenleving"}


def test_a_seat_answers_the_poll_before_and_after_play() -> None:
    stepper = a_stepper(scenario=a_played(poll=POLL))
    accepted(stepper, "seat:nadia", "answer_poll", value=3)
    accepted(stepper, "seat:nadia", "answer_poll", value=2)
    to_dialogue(stepper)
    while not stepper.session.state.table.ended:
        accepted(stepper, "facilitator", "advance")
    accepted(stepper, "seat:nadia", "answer_poll", value=8)
    assert stepper.parts("projector")["poll"] == {"start": {"nadia": 2}, "end": {"nadia": 8}}


def test_an_answer_lies_between_the_two_ends_of_a_poll_that_is_there() -> None:
    stepper = a_stepper(scenario=a_played(poll=POLL))
    assert refused(stepper, "seat:nadia", "answer_poll", value=11) == "not-allowed"
    assert refused(stepper, "seat:nadia", "answer_poll", value=-1) == "not-allowed"
    assert refused(a_stepper(), "seat:nadia", "answer_poll", value=5) == "not-allowed"


def test_nobody_answers_or_agrees_for_another_seat() -> None:
    stepper = a_stepper(scenario=a_played(poll=POLL))
    assert refused(stepper, "seat:henk", "answer_poll", seat="nadia", value=5) == "not-yours"
    assert refused(stepper, "facilitator", "make_agreement", seat="nadia", text="Ja") == "not-yours"


def test_an_agreement_is_kept_by_id_and_survives_a_restart_and_going_back() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    accepted(stepper, "seat:henk", "make_agreement", text="Ik bel dinsdag de huisarts.")
    accepted(stepper, "facilitator", "step_back")
    [(seat, id_)] = stepper.parts("projector")["agreements"].items()
    assert (seat, stepper.parts("projector")["texts"][id_]) == ("henk", "Ik bel dinsdag de huisarts.")
    assert recover(stepper.store, "avond").state.agreements == {"henk": id_}
    assert not any("huisarts" in link.text for link in stepper.store.links("avond"))


def test_a_step_back_takes_the_envelope_out_again() -> None:
    stepper = a_stepper(scenario=a_played(opening={"tasks": ["schuldhulp"], "seconds": 60}))
    assert refused(stepper, "facilitator", "step_back") == "no-such-point"
    accepted(stepper, "facilitator", "seal_envelope", given=[["schuldhulp", 60_000]])
    accepted(stepper, "facilitator", "step_back")
    parts = stepper.parts("projector")
    assert (parts["table"]["phase"], parts["envelope"]["amounts"]) == ("opening", None)
