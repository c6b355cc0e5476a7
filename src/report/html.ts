import { sha256Hex } from '../base/digest.ts'
import type { Results } from '../results/types.ts'
import { isDrawing } from './charts/chart-config.ts'
import { drawAll } from './charts/registry.ts'
import { BOOT_SCRIPT } from './page/boot-script.ts'
import { chartsSection } from './page/charts-section.ts'
import { comparisonSection } from './page/comparison-section.ts'
import { decisionsSection } from './page/decisions-section.ts'
import { embeddedJson, html, type Markup, trusted } from './page/markup.ts'
import { numbersSection } from './page/numbers-section.ts'
import { pageStyle } from './page/style.ts'
import { reproduceSection, trustSection } from './page/trust-section.ts'
import { verdictSection } from './page/verdict-section.ts'
import { darkColours, LIGHT } from './palette.ts'
import { reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'

/** The whole report in one file that works offline. `chartJs` is the text of Chart.js's minified UMD build. */
export function renderHtml(results: Results, options: { readonly chartJs: string }): string {
  const context = reportContext(results)
  const figures = drawAll(context, LIGHT)
  const drawings = figures.map(({ figure }) => figure).filter(isDrawing)
  const style = pageStyle(drawings.map((drawing) => drawing.height))
  const library = withoutSourceMap(options.chartJs)
  const data = { dark: darkColours(), charts: Object.fromEntries(drawings.map(({ name, config }) => [name, config])) }
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy([library, BOOT_SCRIPT], style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${results.name}: ${results.tool.name} report</title>
<style>${trusted(style)}</style>
</head>
<body>
${BAR}
<main>
${verdictSection(context)}
${comparisonSection(context)}
${chartsSection(context, figures)}
${decisionsSection(context)}
${numbersSection(context)}
${trustSection(context)}
${reproduceSection(context)}
</main>
<footer>${sourceLine(context)} · made offline from results.json; this page loads nothing.</footer>
<script type="application/json" id="page-data">${embeddedJson(data)}</script>
<script>${trusted(library)}</script>
<script>${trusted(BOOT_SCRIPT)}</script>
</body>
</html>
`
  return page.markup
}

const LINKS = [
  ['verdict', 'Verdict'],
  ['compare', 'Compare'],
  ['charts', 'Charts'],
  ['decisions', 'Decisions'],
  ['numbers', 'Numbers'],
  ['assumptions', 'Assumptions'],
  ['reproduce', 'Reproduce'],
] as const

const BAR: Markup = html`<div class="bar"><header><b>simcap</b><nav aria-label="Sections">${LINKS.map(([id, label]) => html`<a href="#${id}">${label}</a>`)}</nav><button id="theme" type="button" hidden aria-label="Switch between light and dark">◐</button></header></div>`

/** Nothing may load, and only these very scripts and styles may run. */
function policy(scripts: readonly string[], style: string): string {
  const hashes = scripts.map(sourceHash).join(' ')
  return `default-src 'none'; script-src ${hashes}; style-src ${sourceHash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
}

function sourceHash(text: string): string {
  return `'sha256-${Buffer.from(sha256Hex(text), 'hex').toString('base64')}'`
}

/** Browsers would ask for the map, and the page is alone. */
function withoutSourceMap(script: string): string {
  return script.replace(/\/\/# sourceMappingURL=\S*/g, '')
}
