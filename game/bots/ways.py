"""Four bots that each leave out, or overdo, a part of what `dialogue` does, to be compared with it."""

from game.bots.bot import Choice
from game.bots.dialogue import DialogueBot
from game.bots.seen import Seen, fixed_fields


class ListenerBot(DialogueBot):
    """Asks and listens as `dialogue` does, and then the director decides."""

    def stance(self, seen: Seen) -> Choice | None:
        """Let the director decide."""
        return self._says_stance(seen, "decide", "bot.reason.stance_heard") or super().stance(seen)


class CommitteeBot(DialogueBot):
    """Decides together as `dialogue` does, but asks nobody what is needed and tells nothing."""

    def instrument(self, _seen: Seen) -> Choice | None:
        """Use no instrument."""
        return None

    def card(self, _seen: Seen) -> Choice | None:
        """Tell nothing."""
        return None

    def question(self, _seen: Seen) -> Choice | None:
        """Ask nothing."""
        return None

    def hand(self, _seen: Seen) -> Choice | None:
        """Put up no hand."""
        return None


class TalkerBot(DialogueBot):
    """Asks for ever: until the last round it pays for nothing but the next talk."""

    def instrument(self, seen: Seen) -> Choice | None:
        """Use the first instrument there is, also when all its slots are gone then."""
        for option in seen.options_of("use_instrument"):
            id_ = fixed_fields(option)["instrument"]
            used = {"instrument": id_} | seen.looked_into(id_)
            return self.because("bot.reason.talks", ("use_instrument", used), instrument=id_)
        return None

    def ballot(self, seen: Seen) -> Choice | None:
        """Keep everything back while there is something to hear and a round to hear it in."""
        is_all_heard = not seen.cards_waiting() and not seen.view["chair"]["left"]
        if is_all_heard or seen.is_last_round or seen.keeps_ballot or not seen.option("cast_ballot"):
            return super().ballot(seen)
        return self.because("bot.reason.ballot_later", ("cast_ballot", {"given": []}))

    def note(self, _seen: Seen) -> Choice | None:
        """Write no note: there is still so much to ask."""
        return None


class OwnInterestBot(DialogueBot):
    """Wants what its own role needs: it tells that, and asks nobody else."""

    def stance(self, seen: Seen) -> Choice | None:
        """Let the director decide, since that is where its wish is done."""
        return self._says_stance(seen, "decide", "bot.reason.stance_decide") or super().stance(seen)

    def instrument(self, _seen: Seen) -> Choice | None:
        """Use no instrument."""
        return None

    def question(self, _seen: Seen) -> Choice | None:
        """Ask nothing."""
        return None

    def hand(self, _seen: Seen) -> Choice | None:
        """Put up no hand for others."""
        return None

    def wanted(self, seen: Seen) -> list[str]:
        """Count nothing but one's own needs."""
        mine = seen.view["private"]["needs"]
        return [need for need in seen.wanted if need in mine]

    ballot_key = "bot.reason.ballot_own"
    challenge_key = "bot.reason.challenge_own"
