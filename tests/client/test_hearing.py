"""What the room hears together: challenges that told cards are about, on the screen for the whole room."""

from game.client.scenes.hearing import themes
from game.client.scenes.session import SessionScene
from game.client.widgets.base import Picture
from tests.client.mockups import shown


def test_challenges_come_in_the_order_of_the_hands_on_their_cards() -> None:
    with shown("dialogue") as app:
        assert isinstance(app.scene, SessionScene)
        found = themes(app.scene._seen())
    assert [(one.challenge, one.carriers, one.hands) for one in found] == [
        ("eerder", ("joris", "fatima"), 11),
        ("naast-je", ("henk", "fatima"), 9),
        ("stap", ("aylin",), 3),
    ]


def test_the_wording_in_the_making_names_the_three_needs_with_most_hands() -> None:
    with shown("dialogue") as app:
        worded = app.stage.find("heard.wording")
    assert isinstance(worded, Picture)
    assert worded.says == "Eerder in beeld\nRust en overzicht\nVan betekenis zijn"


def test_a_room_that_heard_nothing_is_told_what_a_hand_does() -> None:
    with shown("dialogue") as app:
        assert isinstance(app.scene, SessionScene)
        app.scene.table.views["projector"]["cards"] = []
        app.scene.table.views["projector"]["frame"]["candidates"] = []
        app.changed()
        app.turn(4000)
        worded = app.stage.find("heard.wording")
        assert isinstance(worded, Picture)
        assert worded.says == app.texts("heard.no_hands")
        assert app.stage.find("heard.eerder") is None


def test_no_seat_stands_beside_the_table_of_a_room_in_dialogue() -> None:
    with shown("dialogue") as app:
        assert app.stage.find("heard.panel") is not None
        assert app.stage.find("seat.fatima") is None
