"""How a report looks beside what every page of ours shares, on a screen and on paper."""

from base64 import b64encode

from game import resources

_FACES = (
    ("Atkinson Hyperlegible Next", 400, "atkinson-400.ttf"),
    ("Atkinson Hyperlegible Next", 700, "atkinson-700.ttf"),
    ("Bricolage Grotesque", 700, "bricolage-700.ttf"),
)


def report_style() -> str:
    """Return the style with the letters in it, so that the page is the same wherever it is opened."""
    return "".join(_face(*face) for face in _FACES) + _STYLE


def _face(family: str, weight: int, file: str) -> str:
    held = b64encode((resources.assets() / "fonts" / file).read_bytes()).decode()
    url = f"url(data:font/ttf;base64,{held})"
    return f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: {url}; }}\n"


_STYLE = """
body { font-family: "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, sans-serif; }
h1, h2, h3 { font-family: "Bricolage Grotesque", "Atkinson Hyperlegible Next", Verdana, sans-serif; }
h1, h2, h3 { overflow-wrap: anywhere; }
h1 { font-size: 2rem; margin: 0 0 .5rem; color: #0f5153; }
h3 { margin: 1.6rem 0 .3rem; }
.played { background: #fff; border-left: .4rem solid #0f5153; padding: .6rem 1rem; }
.played p { margin: .25rem 0; }
.story li { margin: .35rem 0; }
.story a { white-space: nowrap; font-size: .9em; color: #0a5a57; }
table { font-size: .95rem; margin-right: 1px; }
th[scope="col"] { background: #f0e7d7; vertical-align: bottom; }
details summary { cursor: pointer; white-space: nowrap; color: #0a5a57; text-decoration: underline; }
details[open] { min-width: 16rem; }
.number details > :not(summary) { text-align: left; }
details ul { margin: .3rem 0; padding-left: 1.1rem; }
summary:focus-visible, .picture:focus-visible { outline: 3px solid #0f5153; outline-offset: 2px; }
figure { margin: 1.5rem 0 2rem; }
figcaption { font-weight: normal; }
figcaption h3 { margin: 0 0 .2rem; }
figcaption p { margin: .2rem 0 .6rem; }
.beside { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: flex-start; }
.beside > * { min-width: 0; max-width: 100%; }
.scroll { position: relative; }
.picture { flex: 0 0 auto; max-width: 100%; }
.beside table { margin-top: 0; }
.numbers table, .measures table { width: calc(100% - 1px); }
.keep { white-space: nowrap; }
.about { display: block; font-size: .9em; color: #45585f; max-width: 34rem; }
.picture { overflow-x: auto; }
.picture svg { display: block; border-color: #eae1d2; border-radius: .5rem; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.line { display: block; min-width: 6rem; height: 1.7rem; border-bottom: 1px solid #857a66; }
.sheet table { width: calc(100% - 1px); }
.sheet td { min-width: 7rem; }
.sheet td:nth-child(2) { width: 50%; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 1rem; }
.card { background: #fff; border: 2px dashed #857a66; border-radius: .6rem; padding: 1rem 1.2rem; }
.card h3 { margin-top: 0; }
.card p { margin: .5rem 0; }
.made { margin-top: 2.5rem; border-top: 1px solid #857a66; padding-top: .4rem; font-size: .85rem; }
.made { color: #45585f; overflow-wrap: anywhere; }
@page { size: A4; margin: 14mm 13mm; }
@media print {
  body { font-size: 8.8pt; line-height: 1.25; max-width: none; padding: 0; }
  h1 { font-size: 17pt; margin-bottom: .2rem; }
  h2 { margin: .7rem 0 .3rem; font-size: 12pt; }
  h2, h3, caption { break-after: avoid; }
  p { margin: .3rem 0; }
  caption { padding: .1rem 0; }
  table { font-size: 7.8pt; margin: .3rem 0; }
  th, td { padding: .06rem .35rem; }
  tr, figure, .card, .picture { break-inside: avoid; }
  .scroll, .picture { overflow: visible; }
  .played { padding: .1rem .7rem; }
  .played p { margin: .1rem 0; }
  ul, ol { margin: .2rem 0; padding-left: 1.2rem; }
  .story li { margin: .05rem 0; }
  .about { max-width: none; line-height: 1.1; }
  .measures table { font-size: 7.2pt; line-height: 1.15; }
  .agreements, .pictures, .tables { break-before: page; }
  .numbers .scroll:not(:has(details[open])) { columns: 2; column-gap: 5mm; }
  .numbers td:not(:has(details[open])) { white-space: nowrap; }
  .measures .scroll { break-inside: avoid; }
  .pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 1mm 6mm; }
  .pictures h2 { grid-column: 1 / -1; margin: 0; }
  .pictures figure { margin: 0; }
  .pictures h3 { font-size: 9.5pt; }
  .pictures figcaption p { margin: .1rem 0 .2rem; font-size: 8pt; line-height: 1.2; }
  .pictures .beside { flex-direction: column; gap: 1mm; }
  .pictures table { font-size: 6.2pt; line-height: 1.25; margin: 0; }
  .pictures td, .pictures th { padding: .03rem .2rem; }
  .pictures caption { padding: 0 0 .1rem; white-space: nowrap; }
  .pictures th[scope="col"] { background: none; }
  .pictures .picture svg { max-height: 33mm; max-width: 86mm; }
  .tables .scroll { break-inside: avoid; }
  :is(.numbers, .measures) table:not(:has(details[open])) :is(td, th):last-child { display: none; }
  .picture svg { max-height: 62mm; max-width: 92mm; }
  .beside { flex-wrap: nowrap; }
  .cards { grid-template-columns: 1fr 1fr; }
  details[open] { min-width: 0; }
  details:not([open], .value) { display: none; }
  .value:not([open]) summary { list-style: none; color: inherit; text-decoration: none; }
  .line { height: 1.4rem; }
  .played, .card, table { background: none; }
  th[scope="col"] { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
