import { expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { drawAll } from '../../../src/report/charts/registry.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { LIGHT } from '../../../src/report/palette.ts'
import { reportContext } from '../../../src/report/report-context.ts'
import type { Results } from '../../../src/results/types.ts'
import { sampleResults } from '../sample-results.ts'

/** Terms that Chinese engineers write in Latin letters, and the beginning of a digest. */
const TERMS = /\b[0-9a-f]{12}\b|\b(?:English|JavaScript|Shift|Pod|CPU|GPU|UTC|SHA-256|SCENARIO\.yaml|results\.json)\b/g

/** Every text of the record: names, reasons, notes and definitions are shown as they are. */
function recorded(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return [...Object.keys(value), ...Object.values(value).flatMap(recorded)]
}

/** Latin words that neither the record nor the terms account for. */
function leftInEnglish(results: Results, texts: readonly string[]): string[] {
  const known = [...new Set(recorded(results))].filter((text) => /[A-Za-z]{3,}/.test(text))
  known.sort((a, b) => b.length - a.length)
  return texts.filter((text) => {
    const rest = known
      .reduce((left, name) => left.replaceAll(name, ''), text.replace(/\d\d-[a-z-]+\.png/, ''))
      .replace(TERMS, '')
    return /[A-Za-z]{3,}/.test(rest)
  })
}

/** What a reader meets in the markup: texts and the attributes that are read out. */
function texts(html: string): string[] {
  const body = html.slice(html.indexOf('<body>'), html.indexOf('<script')).replace(/<(pre|code)[^>]*>.*?<\/\1>/gs, '')
  const said = [...body.matchAll(/>([^<]+)</g), ...body.matchAll(/ (?:aria-label|title|data-label)="([^"]*)"/g)]
  return said.map(([, text]) =>
    (text ?? '').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
  )
}

/** What stands in the pictures. */
function pictured(results: Results): string[] {
  return drawAll(reportContext(results, 'zh'), LIGHT).flatMap(({ figure }) => {
    if (!isDrawing(figure)) return [figure.topic, figure.finding]
    const { datasets } = figure.config.data
    const axes = Object.values(figure.config.options.scales).map(({ title }) => title as { readonly text?: string })
    const readouts = (figure.readouts ?? []).flatMap(({ label, scale }) => [label, scale.unit])
    const cells = [...(figure.table?.head ?? []), ...(figure.table?.rows.flat() ?? [])]
    const beside = [...datasets.map(({ label }) => label), ...(figure.marks ?? []), ...readouts, ...cells]
    return [figure.topic, figure.finding, figure.caption, ...axes.map((title) => title?.text ?? ''), ...beside]
  })
}

test.each([
  ['services and jobs', {}],
  ['one variant', { variants: ['只有一个'] }],
  ['jobs only', { services: [], variants: ['甲', '乙'] }],
  ['nothing at all', { services: [], jobs: [], prices: false }],
  ['ten variants', { variants: '一二三四五六七八九十'.split('') }],
])('no word of the report stays English: %s', (_what, options) => {
  const results = sampleResults(options)
  expect(leftInEnglish(results, [...texts(renderHtml(results, { language: 'zh' })), ...pictured(results)])).toEqual([])
})

test('a word that stays English is found', () => {
  expect(leftInEnglish(sampleResults(), ['负载', 'static 的负载', 'Load of static'])).toEqual(['Load of static'])
})
