"""A server with many tables to measure: python bench_server.py TABLES DATABASE [PORT].

It says where they are. With 0 tables it goes on with those that the database has.
"""

import asyncio
import json
import signal
import sys
from pathlib import Path

from game.scenario.load import find
from game.session.scenario import played_from
from game.session.sqlite import SqliteStore
from server.app import Served, quick_loop
from server.settings import Settings


async def main(tables: int, database: Path, port: int = 0) -> None:
    """Serve until told to stop."""
    served = Served(SqliteStore(database), Settings(port=port, sockets_per_address=2_000))
    await served.start()
    scenario = played_from(find("putten-samenleving"))
    opened = [await served.hall.open_played(scenario, seed) for seed in range(tables)]
    said = {
        "url": f"http://127.0.0.1:{served.port}",
        "seats": list(scenario.game.seats),
        "tables": [{"session": one.session, "code": one.code} for one in opened],
    }
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await served.stop()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=quick_loop()) as runner:
        runner.run(main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
