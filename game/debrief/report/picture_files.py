"""Picture files: every picture of a report as SVG and as PNG, to put into slides or a newsletter."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from game.debrief.report import beside, otherwise
from game.debrief.report.charts import charts
from game.debrief.report.drawing import Chart, png_of, svg_of
from game.debrief.report.looked import Looked
from game.debrief.whatif.telling import Found, Telling
from game.i18n import Mendable


def drawn(sessions: Sequence[Looked], counted: Sequence[Found] = ()) -> list[Chart]:
    """Return the pictures of a report: of one session and its what-ifs, or of sessions beside each other."""
    if len(sessions) > 1:
        return [beside.chart_of(sessions)]
    [looked] = sessions
    whatifs = (otherwise.chart_of(Telling(found, looked.scenario, looked.texts)) for found in counted)
    return [*charts(looked), *(one for one in whatifs if one is not None)]


def picture_files(pictures: Iterable[Chart], folder: Path) -> dict[Path, bytes]:
    """Return what to write, by file; of two pictures with one name the second is numbered.

    Raises:
        Mendable: The library that draws is not here, or the folder is a file.
    """
    if folder.is_file():
        raise Mendable("report.charts_folder", path=str(folder))
    made: dict[Path, bytes] = {}
    for chart in pictures:
        svg, png = svg_of(chart.spec), png_of(chart.spec)
        if svg is None or png is None:
            raise Mendable("report.no_drawing")
        name, number = chart.name, 1
        while folder / f"{name}.svg" in made:
            number += 1
            name = f"{chart.name}-{number}"
        made[folder / f"{name}.svg"], made[folder / f"{name}.png"] = svg.encode(), png
    return made
