"""Codes: every problem there is, once: how severe it is, and an example of it in the starter scenario.

A code is stable for ever; its texts are in the catalogue `check`. An example turns what is `good` in the
starter scenario into what is `bad`, and then exactly this code is told: `explain` prints both, the tests
hold it. `whole` is an example that is a file of its own; some codes are not about a file and have none.
"""

from dataclasses import dataclass
from pathlib import Path

from game.scenario.problems import Severity

STARTER = Path(__file__).with_name("starter.yaml")


@dataclass(frozen=True, slots=True)
class Definition:
    """One code."""

    code: str
    severity: Severity
    good: str = ""
    bad: str = ""
    whole: bytes = b""

    def bad_file(self) -> bytes:
        """Return a file that has this problem and no other; nothing when no file can have it."""
        if self.whole:
            return self.whole
        if not self.good:
            return b""
        return starter().replace(self.good, self.bad, 1).encode()


def starter() -> str:
    """Return the starter scenario: small, playable, without a problem."""
    return STARTER.read_text(encoding="utf-8")


def severity(code: str) -> Severity:
    """Return how severe a code is: an `error` keeps a scenario from being played."""
    return CODES[code].severity


def _error(code: str, good: str = "", bad: str = "", whole: bytes = b"") -> Definition:
    return Definition(code, "error", good, bad, whole)


def _warning(code: str, good: str, bad: str) -> Definition:
    return Definition(code, "warning", good, bad)


_BOMB = b"a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9)) for name in b"bcdefg"
)

_DEFINITIONS = (
    # The file and its YAML.
    _error("OT001"),
    _error("OT002"),
    _error("OT003", whole=b"# " + 1_000_000 * b"x"),
    _error("OT004", whole=b"title: Caf\xe9\n"),
    _error("OT005", "{nl: Ons plein, en: Our square}", '{nl: "Ons\\a plein", en: Our square}'),
    _error("OT006", "minutes: 20", "minutes:\t20"),
    _error("OT007", "  fatima:\n", "\u00a0 fatima:\n"),
    _error("OT008"),
    _error("OT010", "{nl: Ons plein, en: Our square}", "{nl: Ons plein, en: Our square"),
    _error("OT011", whole=b"# Nog niets.\n"),
    _error("OT012", "seats: {min: 3, max: 6}", "---\nseats: {min: 3, max: 6}"),
    _error("OT013", whole=b"- Ons plein\n"),
    _error("OT014", "who: {nl: Woont boven de bakker,", "who: {nl: !!str Woont boven de bakker,"),
    _error("OT015", "slots: 2", "slots: 2\nslots: 4"),
    _error("OT016", "slots: 2", "slots: 2\n? [plein]\n: 4"),
    _error("OT017", "en: The square is empty.}", "en: The square is empty, alas.}"),
    _error("OT020", "doers: [resident, partner]", "doers: *samen"),
    _error("OT021", "doers: [resident, partner]", "doers: &samen [resident, *samen]"),
    _error("OT022", whole=_BOMB),
    _error("OT023", "seats: {min: 3, max: 6}", "seats: {<<: 3, min: 3, max: 6}"),
    _error("OT024", "seats: {min: 3, max: 6}", "seats: {min: &aantal 3, max: &aantal 6}"),
    _error("OT025", "who: {nl: Woont boven de bakker,", "who: {nl: " + 40 * "[" + "Woont boven de bakker,"),
    _error("OT026", whole=b"a: [" + 50_001 * b"1," + b"]\n"),
    _error("OT027", "seats: {min: 3, max: 6}", "seats: {<<: {min: 3}, <<: {max: 6}, min: 3, max: 6}"),
    _error("OT030", "format: 1", "format: 2"),
    _warning("OT040", "minutes: 20", "minutes: 20  # opgavetafel: negeer OT310"),
    _warning("OT041", "minutes: 20", "minutes: 20  # opgavetafel: negeer OT999"),
    _warning("OT042", "minutes: 20", "minutes: 20  # opgavetafel: negeer OT112"),
    # The shape of what is written.
    _error("OT111", "colour: groen, icon: trees}", "icon: trees}"),
    _error(
        "OT112",
        "budget: {per_round: 35_000, step: 5_000}",
        "budget: {per_round: 35_000, step: 5_000, spaar: 3}",
    ),
    _error("OT113", "    answers: {schaduw: full}", "    answers:"),
    _error("OT116", "by: [3, 11]", "by: [11, 3]"),
    _error("OT120", "links: [bankjes]", "links: bankjes"),
    _error("OT121", "cost: 10_000", "cost: 10.000"),
    _error("OT122", "name: Bram", "name: on"),
    _error("OT123", "existing: true", "existing: yes"),
    _error("OT124", "trust: 45", "trust: 450"),
    _error("OT125", "curve: diminishing", "curve: dimishing"),
    _error("OT126", "id: ons-plein", "id: Ons Plein"),
    _error("OT127", "nl: Je kent het plein op elk uur van de dag.", "nl: " + 601 * "o"),
    _error("OT128", "by: [3, 11]", "by: [3]"),
    _error("OT129", "- {trust: residents, by: -2}", "- {trusts: residents, by: -2}"),
    _error("OT130", "- {trust: residents, by: -2}", "- {trust: residents, patience: council, by: -2}"),
    _error("OT131", "seats: {min: 3, max: 6}", "seats: {min: 6, max: 3}"),
    _error("OT132", "  2: {name: {nl: Volgend jaar", "  02: {name: {nl: Volgend jaar"),
    _error("OT133", "    kind: partner", "    kind: director"),
    _error("OT134", "minimum: 5_000", "minimum: 50_000"),
    _error("OT135", "start: 30, goal: 60,", "start: 30,"),
    _warning("OT136", "doers: [resident, partner]", "doers: [resident, partner, resident]"),
    _warning("OT137", "start: 30, goal: 60,", "start: 30, goal: 30,"),
    _error("OT138", "    kind: director", "    kind: partner"),
    _error("OT139", "  2: {name: {nl: Volgend jaar", "  3: {name: {nl: Volgend jaar"),
    # Conditions.
    _error("OT140", "when: round >= 2 and leefbaarheid < 50", "when: round = 2"),
    _error("OT141", "when: round >= 2 and leefbaarheid < 50", "when: round >= 2 and leefbaarheid"),
    _error("OT142", "when: round >= 2 and leefbaarheid < 50", "when: " + 13 * "(" + "round == 2" + 13 * ")"),
    _error("OT143", "when: round >= 2 and leefbaarheid < 50", "when: round * leefbaarheid < 50"),
    _error("OT144", "when: round >= 2 and leefbaarheid < 50", "when: (round >= 2 and leefbaarheid < 50"),
    _error("OT145", "when: round >= 2 and leefbaarheid < 50", "when: round >= 2 and leefbaarheid <"),
    _error("OT146", "when: round >= 2 and leefbaarheid < 50", "when: leefbaarheid < 49.75"),
    _error("OT147", "when: round >= 2 and leefbaarheid < 50", "when: (leefbaarheid < 50) + 3 > 4"),
    _error("OT148", "when: round >= 2 and leefbaarheid < 50", "when: 2"),
    _error("OT149", "when: round >= 2 and leefbaarheid < 50", "when: {any: {round: 2}}"),
    _error("OT150", "when: round >= 2 and leefbaarheid < 50", "when: {round: {form: 2}}"),
    _error("OT151", "when: round >= 2 and leefbaarheid < 50", "when: {round: {from: twee}}"),
    _error("OT199"),
    # What is named must be there.
    _error("OT201", "{nl: Schaduw, en: Shade}, domain: groen", "{nl: Schaduw, en: Shade}, domain: groenn"),
    _error(
        "OT202",
        "en: Benches in a circle}\n    challenge: elkaar-zien",
        "en: Benches in a circle}\n    challenge: elkaar",
    ),
    _error("OT203", "{add: leefbaarheid, by: 12}", "{add: leefbarheid, by: 12}"),
    _error("OT204", "answers: {spelen: full}", "answers: {speelen: full, spelen: full}"),
    _error("OT205", "- {trust: residents, by: -2}", "- {trust: inwoners, by: -2}"),
    _error("OT206", "links: [bankjes]", "links: [bankje]"),
    _error("OT207", "when: round >= 2 and leefbaarheid < 50", "when: round >= 2 and leefbarheid < 50"),
    _error("OT208", "- {trust: residents, by: -2}", "- {trust: els, by: -2}"),
    _error("OT209", "links: [bankjes]", "links: [bankjes, bomen]"),
    _error(
        "OT210",
        "source: aanname}\n\ndomains:",
        "source: aanname}\n  patience: {name: {nl: Rust, en: Calm}, start: 30, source: aanname}\n\ndomains:",
    ),
    _error(
        "OT211", "      handen: {says:", "      spelen: {says: {nl: Tikkie, en: Tag}}\n      handen: {says:"
    ),
    _warning("OT212", "links: [bankjes]", "links: [bankjes, geveltuinen]"),
    # Reach and coverage.
    _warning("OT301", "answers: {spelen: full}", "answers: {praatje: full}"),
    _warning("OT302", "    answers: {schaduw: partly}\n", ""),
    _warning("OT303", "    chair: empty\n", ""),
    _warning(
        "OT304",
        "source: aanname}\n\ndomains:",
        "source: aanname}\n  rust: {name: {nl: Rust, en: Calm}, start: 30, source: aanname}\n\ndomains:",
    ),
    _warning("OT305", "doers: [resident, partner]", "doers: []"),
    _warning("OT306", "doers: [resident, partner]", "owners: []"),
    _warning("OT307", "reach: [spelen]", "reach: [praatje]"),
    _warning("OT308", "answers: {praatje: full}", "answers: {praatje: partly}"),
    _warning("OT309", "    minimum: 5_000", "    minimum: 5_000\n    from_round: 3"),
    _warning("OT310", "    reach: [spelen]\n    source: aanname", "    reach: [spelen]"),
    _warning(
        "OT311",
        "en: A corner to play}\n    challenge: elkaar-zien",
        "en: A corner to play}",
    ),
    _warning(
        "OT312", "challenges:\n", "challenges:\n  veilig: {name: {nl: Een veilig plein, en: A safe square}}\n"
    ),
    _warning("OT313", "    turns: 3", "    turns: 3\n    slots: 3"),
    _warning("OT314", "links: [bankjes]", "links: []"),
    _warning(
        "OT315",
        "mechanics: [instruments, recognise, report_back, meet]",
        "mechanics: [instruments, recognise, report_back]",
    ),
    _warning("OT316", "    turns: 3", "    turns: 0"),
    _warning("OT317", "    effects:\n      - {patience: council, by: -5}\n    source: aanname\n", ""),
    _warning(
        "OT319",
        "domains:\n",
        "domains:\n  wonen: {name: {nl: Wonen, en: Housing}, colour: oker, icon: house}\n",
    ),
    _error("OT320", "when: round >= 2 and leefbaarheid < 50", "when: round >= 3 and leefbaarheid < 50"),
    _error(
        "OT321", "when: round >= 2 and leefbaarheid < 50", "when: leefbaarheid > 60 and leefbaarheid < 50"
    ),
    _warning("OT322", "when: round >= 2 and leefbaarheid < 50", "when: round >= 1 and leefbaarheid < 50"),
    _warning("OT330", "minutes: 20", "minutes: 15"),
    # Balance.
    _warning("OT401", "budget: {per_round: 35_000,", "budget: {per_round: 20_000,"),
    _warning("OT402", "budget: {per_round: 35_000,", "budget: {per_round: 50_000,"),
    _warning("OT403", "    cost: 10_000", "    cost: 11_000"),
    _warning("OT404", "seats: {min: 3, max: 6}", "seats: {min: 3, max: 9}"),
    _warning("OT405", "    curve: all_or_nothing", "    curve: all_or_nothing\n    minimum: 10_000"),
    # Texts.
    _warning("OT501", "en: Community worker in the area}", "}"),
    _error("OT502", "{nl: Ons plein, en: Our square}", '{nl: "", en: Our square}'),
    _warning("OT510", "nl: Je kent het plein op elk uur van de dag.", "nl: " + " ".join(61 * ["ja"])),
    # Pictures.
    _warning("OT601", "face: headscarf", "face: headscarve"),
    _warning("OT602", "icon: trees", "icon: three"),
    Definition("OT603", "warning"),
)

CODES = {definition.code: definition for definition in _DEFINITIONS}
"""Every code there is."""
