"""The game as a person starts it, but it ends at its first frame and says when that stood there.

Started as `python first_frame.py play --windowed`; it says the time in seconds since 1970.
"""

import sys
import time


def main() -> int:
    """Run the command line until the first frame."""
    from game import cli
    from game.client.app import App

    turn = App.turn

    def until_drawn(app: App, now: float) -> None:
        turn(app, now)
        if app.frames_drawn:
            sys.stdout.write(f"{time.time()}\n")
            app.quit()

    setattr(App, "turn", until_drawn)  # noqa: B010 - a type checker would not let us
    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
