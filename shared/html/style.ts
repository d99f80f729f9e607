/**
 * The style sheet of a page: a book's type and measure, light and dark with the system, and paper, where no point and no
 * short post is torn over two pages. Colours are those of renderer/styles/tokens.css; fonts are those that are there.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1d1c1a; --soft: #66625b; --line: #e3dfd6; --panel: #f3f1ec;
  --accent: #0f6b58; --decision: #0b63a8; --action: #a3411a; --question: #8f5400; --quote: #6a3fa0; --source: #126e7c;
  --text: 'Source Serif 4', 'Source Serif Pro', 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Book Antiqua', Georgia, 'Noto Serif', 'DejaVu Serif', serif;
  --label: Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
  --code: ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #191a1b; --ink: #ecebe8; --soft: #a3a09a; --line: #303234; --panel: #212324;
    --accent: #5cc8ad; --decision: #6db4ee; --action: #f0956c; --question: #e7b15c; --quote: #bb98ea; --source: #64c7d6;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1.125rem/1.6 var(--text); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { max-width: 36rem; margin: 0 auto; padding: 4.5rem 1.5rem 6rem; overflow-wrap: break-word; font-kerning: normal; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; margin: 2em 0 0.6em; font-weight: 600; }
h1 { font-size: 2.2rem; line-height: 1.15; letter-spacing: -0.01em; margin: 0.2em 0 0.7em; }
h2 { font-size: 1.55rem; margin-top: 0; }
h3 { font-size: 1.2rem; }
h4, h5, h6 { font-size: 1.02rem; }
p, ul, ol, dl, pre, figure, blockquote { margin: 0 0 0.9em; }
p { text-wrap: pretty; hanging-punctuation: first; }
a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
a:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
:target { background: var(--panel); box-shadow: 0 0 0 0.5rem var(--panel); }
.front { margin-bottom: 3.5rem; padding-bottom: 1.6rem; border-bottom: 1px solid var(--line); }
.notebook, dt, .kind, figcaption, nav, th, h3 .when { font-family: var(--label); }
.notebook { color: var(--soft); font-size: 0.8rem; margin: 0; }
dl { display: grid; gap: 0.25rem; margin: 0; }
dl > div { display: grid; grid-template-columns: 7.5rem 1fr; }
dt { color: var(--soft); font-size: 0.78rem; padding-top: 0.17rem; }
dd { margin: 0; font-size: 0.95rem; }
nav { font-size: 0.85rem; margin-top: 1.4rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin: 0; padding: 0; }
main > section { margin-bottom: 4rem; }
main > section > h2 { padding-bottom: 0.4rem; border-bottom: 1px solid var(--line); margin-bottom: 1.1rem; }
ul, ol { padding-left: 1.5em; }
li { margin: 0.2em 0; }
li > p { margin: 0 0 0.4em; }
ul.tasks { list-style: none; padding-left: 0; }
li.task { padding-left: 1.6em; text-indent: -1.6em; }
li.task > * { text-indent: 0; }
li.task > p:first-child { text-indent: -1.6em; }
.box { display: inline-block; width: 1.6em; text-indent: 0; font-family: var(--label); }
blockquote { padding-left: 1.1em; border-left: 2px solid var(--line); color: var(--soft); }
blockquote > :last-child, li > :last-child, td > :last-child { margin-bottom: 0; }
code, pre { font-family: var(--code); font-size: 0.82em; }
code { background: var(--panel); padding: 0.1em 0.3em; border-radius: 3px; }
pre { background: var(--panel); padding: 0.8rem 1rem; border-radius: 5px; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { background: none; padding: 0; font-size: 1em; }
pre[data-language]::before { content: attr(data-language); display: block; font-family: var(--label); color: var(--soft); margin-bottom: 0.4rem; }
hr { border: 0; border-top: 1px solid var(--line); width: 30%; margin: 2em auto; }
.wide { overflow-x: auto; margin: 0 0 1.2em; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.45; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.7rem 0.4rem 0; border-bottom: 1px solid var(--line); }
th { font-size: 0.78rem; font-weight: 600; color: var(--soft); }
img { max-width: 100%; height: auto; display: block; border-radius: 3px; }
.nothing, .deleted { color: var(--soft); font-style: italic; }
.point { --kind: var(--accent); margin: 1.4em 0; padding: 0 0 0 1.1rem; border-left: 3px solid var(--kind); }
.decision { --kind: var(--decision); }
.action { --kind: var(--action); }
.question { --kind: var(--question); }
.quote { --kind: var(--quote); }
.source { --kind: var(--source); }
figcaption { font-size: 0.78rem; color: var(--soft); margin-bottom: 0.25rem; }
figcaption .kind { color: var(--kind); font-weight: 600; }
figcaption .box { width: auto; }
figcaption .owner { color: var(--ink); font-weight: 600; }
.point > p, .point > blockquote { margin-bottom: 0.4em; }
.point > :last-child { margin-bottom: 0; }
.quote > blockquote { padding: 0; border: 0; color: inherit; font-size: 1.08em; font-style: italic; }
.line { font-size: 0.86rem; line-height: 1.5; color: var(--soft); }
article { margin: 0 0 2.4rem; }
article > h3 { font-size: 1rem; margin: 0 0 0.35rem; color: var(--soft); font-weight: 400; }
article > h3 .author { color: var(--ink); font-weight: 600; }
article > h3 .when { font-size: 0.78rem; color: inherit; text-decoration: none; }
article > h3 a.when:hover { text-decoration: underline; }
.reply { margin-bottom: 0.4rem; }
.body > :last-child { margin-bottom: 0; }
.body > h4:first-child, .body > h5:first-child { margin-top: 0.6em; }
article > footer { margin-top: 0.5rem; }
article > footer p { margin: 0; }
@media (max-width: 34rem) {
  html { font-size: 1rem; }
  body { padding: 2rem 1.1rem 4rem; }
  h1 { font-size: 1.75rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #555; --line: #ccc; --panel: #f4f4f4; }
  html { font-size: 10.5pt; line-height: 1.5; }
  body { max-width: none; padding: 0; orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6, figcaption, .reply, th { break-after: avoid; }
  .point, article, li, tr, img, pre, blockquote, dl, .line { break-inside: avoid; }
  thead { display: table-header-group; }
  .discussion .thread { break-before: page; }
  .wide { overflow: visible; }
  .front { margin-bottom: 2.2rem; }
  main > section { margin-bottom: 2.2rem; }
  nav { display: none; }
  :target { background: none; box-shadow: none; }
  a { color: inherit; text-decoration-color: var(--soft); }
  a[href^='#'] { text-decoration: none; }
  a.out::after { content: ' (' attr(href) ')'; color: var(--soft); font-size: 0.85em; overflow-wrap: anywhere; }
}
`;
