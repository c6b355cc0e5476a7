import { sha256Hex } from '../base/digest.ts'
import type { Results } from '../results/types.ts'
import { isDrawing } from './charts/chart-config.ts'
import { drawAll } from './charts/registry.ts'
import { LANGUAGES, type Language } from './messages/message.ts'
import { bilingual } from './page/bilingual.ts'
import { chartsSection } from './page/charts-section.ts'
import { comparisonSection } from './page/comparison-section.ts'
import { decisionsSection } from './page/decisions-section.ts'
import { html, type Markup, trusted } from './page/markup.ts'
import { podsSection } from './page/nodes-section.ts'
import { numbersSection } from './page/numbers-section.ts'
import { embeddedFacts, type PageText } from './page/page-facts.ts'
import { PAGE_SCRIPT } from './page/page-script.ts'
import { pageStyle } from './page/style.ts'
import { reproduceSection, trustSection } from './page/trust-section.ts'
import { verdictSection } from './page/verdict-section.ts'
import { LIGHT } from './palette.ts'
import { reportContext } from './report-context.ts'
import { sourceLine } from './source-line.ts'

export interface HtmlOptions {
  /** What the page opens in; the reader can switch. */
  readonly language?: Language
}

/** The whole report in one file that works offline. */
export function renderHtml(results: Results, { language = 'en' }: HtmlOptions = {}): string {
  const en = inLanguage(results, 'en')
  const zh = inLanguage(results, 'zh')
  const { markup, translations } = bilingual({ en: en.body, zh: zh.body }, language)
  const { facts, columns } = embeddedFacts({ en, zh }, language, translations)
  const { drawings, context } = language === 'en' ? en : zh
  const style = pageStyle(drawings.map((drawing) => drawing.height))
  const title = context.say('page.title', { name: results.name, tool: results.tool.name })
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(PAGE_SCRIPT, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${trusted(markup)}
<script type="text/plain" id="page-data">${trusted(facts)}</script>
<script type="text/plain" id="page-columns">${trusted(columns)}</script>
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`.markup
}

function inLanguage(results: Results, language: Language): PageText & { readonly body: string } {
  const context = reportContext(results, language)
  const figures = drawAll(context, LIGHT)
  const drawings = figures.map(({ figure }) => figure).filter(isDrawing)
  const body = html`${bar(context)}
<main>
${verdictSection(context)}
${comparisonSection(context)}
${chartsSection(context, figures)}
${podsSection(context)}
${decisionsSection(context)}
${numbersSection(context)}
${trustSection(context)}
${reproduceSection(context)}
</main>
<footer>${sourceLine(context)} · ${context.say('page.footer')}</footer>`
  return { context, drawings, body: body.markup }
}

const LINKS = ['verdict', 'compare', 'charts', 'decisions', 'numbers', 'assumptions', 'reproduce'] as const

function bar({ say, language }: PageText['context']): Markup {
  const links = LINKS.map((id) => html`<a href="#${id}">${say(`nav.${id}`)}</a>`)
  const other = LANGUAGES.find((each) => each !== language) ?? language
  return html`<div class="bar"><header><b>simcap</b><nav aria-label="${say('page.sections')}">${links}</nav><button id="language" type="button" lang="${other}" hidden>${say('page.language')}</button><button id="theme" type="button" hidden aria-label="${say('page.theme')}">◐</button></header></div>`
}

/** Nothing may load, and only this very script and this very style may run. */
function policy(script: string, style: string): string {
  return `default-src 'none'; script-src ${sourceHash(script)}; style-src ${sourceHash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
}

function sourceHash(text: string): string {
  return `'sha256-${Buffer.from(sha256Hex(text), 'hex').toString('base64')}'`
}
