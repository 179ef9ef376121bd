"""The stage: what looks the same is not drawn again, and the keyboard goes round in groups."""

from dataclasses import dataclass, field

import pytest

from game.client.input import Key, Pointer, Typed, Wheel
from game.client.widgets.base import Group, Picture, Widget
from game.client.widgets.layout import Box
from game.client.widgets.press import Press
from game.client.widgets.scroll import Scroll
from game.client.widgets.stage import Stage
from game.client.widgets.text_entry import TextEntry

SCREEN = Box(0, 0, 1920, 1080)


def a_press(
    key: str, x: float = 0, y: float = 0, *, done: list[str] | None = None, **fields: object
) -> Press:
    log = [] if done is None else done
    return Press(
        key=key,
        box=Box(x, y, 100, 50),
        name=key,
        act=lambda: log.append(key),
        draw=lambda *_: None,
        **fields,  # type: ignore[arg-type]
    )


def a_stage(*widgets: Widget) -> Stage:
    stage = Stage()
    stage.show(Group(key="screen", box=SCREEN, children=list(widgets)))
    stage.take_damage(SCREEN)
    return stage


def show(stage: Stage, *widgets: Widget) -> list[Box]:
    stage.show(Group(key="screen", box=SCREEN, children=list(widgets)))
    return stage.take_damage(SCREEN)


@dataclass(eq=False, kw_only=True)
class Veil(Widget):
    """A dialog that Escape closes."""

    is_modal = True
    closed: list[str] = field(default_factory=list, compare=False)

    def handle(self, did: object) -> bool:
        if did == Key("escape"):
            self.closed.append("closed")
        return did == Key("escape")


# Damage ----------------------------------------------------------------------------------------------


def test_the_same_description_draws_nothing() -> None:
    stage = a_stage(a_press("a"), a_press("b", 300))
    assert show(stage, a_press("a"), a_press("b", 300)) == []


def test_only_what_differs_is_drawn_again() -> None:
    stage = a_stage(a_press("a"), a_press("b", 900, 500))
    [part] = show(stage, a_press("a"), a_press("b", 900, 500, shows="other"))
    assert part.contains(950, 520)
    assert not part.contains(50, 25)


def test_what_moved_is_drawn_where_it_was_and_where_it_is() -> None:
    stage = a_stage(a_press("a", 0, 0))
    parts = show(stage, a_press("a", 1000, 600))
    assert any(part.contains(50, 25) for part in parts)
    assert any(part.contains(1050, 625) for part in parts)


def test_what_went_away_is_drawn_over() -> None:
    stage = a_stage(a_press("a"), a_press("b", 900, 500))
    [part] = show(stage, a_press("a"))
    assert part.contains(950, 520)


def test_parts_to_draw_never_lie_over_each_other() -> None:
    stage = a_stage()
    for x in (0, 90, 180, 700):
        stage.damage(Box(x, 0, 100, 100))
    parts = stage.take_damage(SCREEN)
    assert len(parts) == 2
    assert not parts[0].touches(parts[1])


def test_hovering_draws_only_what_is_hovered() -> None:
    stage = a_stage(a_press("a"), a_press("b", 900, 500))
    stage.handle(Pointer("move", 10, 10))
    [part] = stage.take_damage(SCREEN)
    assert part.contains(50, 25)
    assert not part.contains(950, 520)
    stage.handle(Pointer("move", 20, 20))
    assert stage.take_damage(SCREEN) == []


# Focus -----------------------------------------------------------------------------------------------


def test_tab_goes_from_group_to_group_and_round() -> None:
    stage = a_stage(
        a_press("a1", group="a"), a_press("a2", 200, group="a"), a_press("b", 400), a_press("c", 600)
    )
    reached = []
    for _ in range(4):
        stage.handle(Key("tab"))
        reached.append(stage.focused.key if stage.focused else "")
    assert reached == ["a1", "b", "c", "a1"]
    stage.handle(Key("tab", shift=True))
    assert stage.focused is not None
    assert stage.focused.key == "c"


def test_arrows_stay_inside_the_group_and_tab_comes_back_to_the_same_place() -> None:
    stage = a_stage(
        a_press("a1", 0, 0, group="a"),
        a_press("a2", 200, 0, group="a"),
        a_press("a3", 0, 100, group="a"),
        a_press("b", 0, 300),
    )
    stage.focus("a1")
    stage.handle(Key("right"))
    assert stage.focused is stage.find("a2")
    stage.handle(Key("right"))
    assert stage.focused is stage.find("a2")
    stage.handle(Key("tab"))
    stage.handle(Key("tab", shift=True))
    assert stage.focused is stage.find("a2")
    stage.handle(Key("left"))
    stage.handle(Key("down"))
    assert stage.focused is stage.find("a3")


def test_enter_and_space_do_what_a_click_does() -> None:
    done: list[str] = []
    stage = a_stage(a_press("a", done=done))
    stage.handle(Key("tab"))
    stage.handle(Key("enter"))
    stage.handle(Key("space"))
    stage.handle(Pointer("press", 50, 25))
    stage.handle(Pointer("release", 50, 25))
    assert done == ["a", "a", "a"]


def test_a_press_that_is_let_go_elsewhere_does_nothing() -> None:
    done: list[str] = []
    stage = a_stage(a_press("a", done=done), a_press("b", 300, done=done))
    stage.handle(Pointer("press", 50, 25))
    stage.handle(Pointer("release", 350, 25))
    assert done == []


def test_a_closed_button_is_passed_over_unless_it_can_say_why() -> None:
    done: list[str] = []
    stage = a_stage(
        a_press("mute", is_enabled=False), a_press("why", 200, is_enabled=False, hint="Nog niet", done=done)
    )
    stage.handle(Key("tab"))
    assert stage.focused is stage.find("why")
    stage.handle(Key("enter"))
    assert done == []


def test_focus_moves_to_the_nearest_of_the_group_when_its_widget_goes() -> None:
    stage = a_stage(a_press("a", 0, group="g"), a_press("b", 200, group="g"), a_press("far", 1500))
    stage.handle(Key("tab"))
    show(stage, a_press("b", 200, group="g"), a_press("far", 1500))
    assert stage.focused is stage.find("b")


def test_focus_stays_when_the_screen_is_described_again() -> None:
    stage = a_stage(a_press("a"), a_press("b", 200))
    stage.focus("b")
    show(stage, a_press("a"), a_press("b", 200, shows=2))
    assert stage.focused is stage.find("b")
    assert stage.focused is not None
    assert stage.focused.has_focus


def test_a_dialog_keeps_mouse_and_keyboard_to_itself_and_gives_focus_back() -> None:
    done: list[str] = []
    stage = a_stage(a_press("under", done=done))
    stage.focus("under")
    veil = Veil(key="veil", box=SCREEN, children=[a_press("ok", 500, 500, done=done)])
    show(stage, a_press("under", done=done), veil)
    assert stage.focused is stage.find("ok")
    stage.handle(Pointer("press", 50, 25))
    stage.handle(Pointer("release", 50, 25))
    assert done == []
    stage.handle(Key("escape"))
    assert veil.closed == ["closed"]
    show(stage, a_press("under", done=done))
    assert stage.focused is stage.find("under")


def test_what_a_dialog_took_away_gives_focus_to_its_neighbour_whenever_it_goes() -> None:
    two = [a_press("say.1", 0, group="says"), a_press("say.2", 200, group="says")]
    veil = Veil(key="veil", box=SCREEN, children=[a_press("ok", 500, 500)])
    for steps in ([two, two[1:]], [two[1:]]):  # the answer comes after the dialog went away, or with it
        stage = a_stage(*two)
        stage.focus("say.1")
        show(stage, *two, veil)
        for step in steps:
            show(stage, *step)
        assert stage.focused is stage.find("say.2")


def test_two_widgets_cannot_have_one_key() -> None:
    with pytest.raises(ValueError, match="'a'"):
        a_stage(a_press("a"), a_press("a"))


# Text ------------------------------------------------------------------------------------------------


def an_entry(said: list[str], text: str = "") -> TextEntry:
    return TextEntry(key="name", box=Box(0, 0, 400, 60), name="Naam", text=text, on_change=said.append)


def test_typed_text_goes_to_the_entry_that_has_focus_and_nowhere_else() -> None:
    said: list[str] = []
    stage = a_stage(an_entry(said), a_press("b", 600))
    stage.handle(Typed("x"))
    assert said == []
    stage.handle(Key("tab"))
    stage.handle(Typed("Noë"))
    assert said == ["Noë"]
    show(stage, an_entry(said, "Noë"), a_press("b", 600))
    stage.handle(Typed("l"))
    assert said[-1] == "Noël"


def test_letters_typed_in_an_entry_are_no_short_cuts() -> None:
    stage = a_stage(an_entry([]))
    assert not stage.handle(Key("t"))
    stage.handle(Key("tab"))
    assert stage.handle(Key("t"))
    assert stage.handle(Key("7"))
    assert not stage.handle(Key("f11"))


# Scrolling -------------------------------------------------------------------------------------------


def a_list() -> Scroll:
    rows: list[Widget] = [a_press(f"row{index}", 0, index * 60, group="rows") for index in range(20)]
    return Scroll(key="list", box=Box(0, 0, 300, 300), length=1200, children=rows)


def test_the_wheel_moves_the_list_and_clicks_hit_what_is_seen() -> None:
    stage = a_stage(a_list())
    stage.handle(Pointer("move", 50, 100))
    stage.handle(Wheel(0, -300))
    row = stage.find("row5")
    assert row is not None
    assert row.at.y == 0
    stage.handle(Pointer("press", 50, 10))
    assert stage.focused is row


def test_what_lies_outside_the_list_cannot_be_clicked() -> None:
    stage = a_stage(a_list())
    stage.handle(Pointer("press", 50, 320))
    assert stage.focused is None


def test_the_list_follows_the_focus() -> None:
    stage = a_stage(a_list())
    stage.focus("row0")
    for _ in range(10):
        stage.handle(Key("down"))
    row = stage.find("row10")
    assert row is not None
    assert stage.focused is row
    assert row.at.bottom <= 300


def test_a_list_stays_where_it_was_scrolled_to() -> None:
    stage = a_stage(a_list())
    stage.handle(Pointer("move", 50, 100))
    stage.handle(Wheel(0, -120))
    stage.take_damage(SCREEN)
    assert show(stage, a_list()) == []
    row = stage.find("row2")
    assert row is not None
    assert row.at.y == 0


def test_describing_the_screen_again_does_not_scroll_back_to_the_focus() -> None:
    stage = a_stage(a_list())
    stage.focus("row0")
    stage.handle(Pointer("move", 50, 100))
    stage.handle(Wheel(0, -300))
    show(stage, a_list())
    row = stage.find("row5")
    assert row is not None
    assert row.at.y == 0


def test_a_picture_is_drawn_again_only_when_what_it_shows_changes() -> None:
    def picture(shows: int) -> Picture:
        return Picture(key="p", box=Box(0, 0, 10, 10), draw=lambda *_: None, shows=shows)

    stage = a_stage(picture(1))
    assert show(stage, picture(1)) == []
    assert show(stage, picture(2)) != []
