"""Editing a text: the cursor stays in the text, what is typed stands there, and no more than fits."""

from hypothesis import given
from hypothesis import strategies as st

from game.client.widgets.editing import Edit

steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.text(max_size=8)),
        st.tuples(st.just("erase"), st.sampled_from([-1, 1]), st.booleans()),
        st.tuples(st.just("move"), st.sampled_from([-1, 1]), st.booleans(), st.booleans()),
        st.tuples(st.just("at"), st.integers(-3, 30), st.booleans()),
        st.tuples(st.just("all")),
    ),
    max_size=30,
)


def does(edit: Edit, step: tuple[object, ...]) -> Edit:
    match step:
        case ("put", str() as text):
            return edit.put(text)
        case ("erase", int() as way, bool() as by_word):
            return edit.erase(way, by_word=by_word)
        case ("move", int() as way, bool() as by_word, bool() as selecting):
            return edit.move(way, by_word=by_word, selecting=selecting)
        case ("at", int() as place, bool() as selecting):
            return edit.at(place, selecting=selecting)
    return edit.all()


@given(steps)
def test_whatever_is_done_the_cursor_stays_in_the_text_and_the_text_fits(
    did: list[tuple[object, ...]],
) -> None:
    edit = Edit(most=20)
    for step in did:
        edit = does(edit, step)
        assert 0 <= edit.cursor <= len(edit.text) <= 20
        assert 0 <= edit.anchor <= len(edit.text)
        assert "\n" not in edit.text


def test_typing_replaces_what_is_selected() -> None:
    edit = Edit("samen eten").at(6).move(1, by_word=True, selecting=True)
    assert edit.selected == "eten"
    assert edit.put("koken").text == "samen koken"


def test_accents_are_signs_like_any_other() -> None:
    edit = Edit().put("Noë").put("l").move(-1).erase(-1)
    assert (edit.text, edit.cursor) == ("Nol", 2)


def test_the_cursor_jumps_by_word_in_both_directions() -> None:
    edit = Edit("een twee  drie").at(0)
    places = [edit.cursor]
    for _ in range(3):
        edit = edit.move(1, by_word=True)
        places.append(edit.cursor)
    for _ in range(3):
        edit = edit.move(-1, by_word=True)
        places.append(edit.cursor)
    assert places == [0, 4, 10, 14, 10, 4, 0]


def test_an_arrow_closes_a_selection_on_its_own_side() -> None:
    selected = Edit("buurt").all()
    assert selected.move(-1).cursor == 0
    assert selected.move(1).cursor == 5


def test_pasted_lines_become_one() -> None:
    assert Edit().put("een\ntwee\tdrie\x07").text == "een twee drie"


def test_another_text_from_outside_puts_the_cursor_at_its_end() -> None:
    edit = Edit("abc").at(1)
    assert edit.of("abc") == edit
    assert edit.of("langer").cursor == 6
