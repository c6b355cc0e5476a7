import { describe, expect, test } from 'vitest'
import { sparkline } from '../../src/report/sparkline.ts'
import { renderText } from '../../src/report/text.ts'
import { sampleResults } from './sample-results.ts'

const plain = (width: number, options = {}) => renderText(sampleResults(options), { color: false, width })

describe('on a terminal', () => {
  test.each([60, 80, 120])('at %d columns no line of verdict and table is wider', (width) => {
    const [headline = '', reason = '', table = ''] = plain(width).split('\n\n')
    for (const line of [headline, reason, table].join('\n').split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(width)
  })

  test('values stand above their differences, judged by mark and word', () => {
    const lines = plain(120).split('\n')
    const at = lines.findIndex((line) => line.startsWith('Lost requests, %'))
    expect(lines[at]?.split(/\s{2,}/)).toEqual(['Lost requests, %', '4.36', '2.60', '5.71', '1.78'])
    expect(lines[at + 1]?.trim().split(/\s{2,}/)).toEqual([
      'baseline',
      '▼1.76 pp better',
      '▲1.35 pp worse',
      '▼2.58 pp better',
    ])
  })

  test('variants that do not fit beside each other follow below', () => {
    const text = plain(80, { variants: 'abcdefg'.split('') })
    expect(text.match(/^Cost, USD/gm)).toHaveLength(2)
  })

  test('colour repeats what the words say and can be left out', () => {
    const coloured = renderText(sampleResults(), { color: true, width: 100 })
    const codes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
    expect(coloured).toMatch(codes)
    expect(coloured.replace(codes, '')).toBe(plain(100))
  })

  test('expectations, notes and the source close it', () => {
    const text = plain(80)
    expect(text).toContain('not met  predictive: cost at most 90 USD (actual 101.20 USD)')
    expect(text).toContain('note: load.csv:17: 2 missing stamps')
    expect(text).toMatch(/seed 1 · digest [0-9a-f]{12} · simcap 0\.1\.0\n$/)
  })

  test('what every variant notes is said once', () => {
    const made = sampleResults()
    const note = { about: 'load of shop', text: 'below 0' }
    const noted = { ...made, variants: made.variants.map((variant) => ({ ...variant, notes: [note] })) }
    expect(renderText(noted, { color: false, width: 80 }).match(/^note: load of shop: below 0$/gm)).toHaveLength(1)
  })

  test('no space is out of the ordinary', () => expect(plain(80)).not.toMatch(/[\u00a0\u202f]/))

  test('one variant has nothing to be compared with', () => {
    const text = plain(80, { variants: ['only'] })
    expect(text).not.toMatch(/baseline|[▲▼]/)
  })

  test('without requests there is no line of load', () => expect(plain(80, { services: [] })).not.toContain('▁'))
})

describe('a sparkline', () => {
  const rows: [values: (number | null)[], cells: number, top: number, text: string][] = [
    [[0, 1, 4, 8], 4, 8, ' ▂▅█'],
    [[0, 8, 0, 0], 2, 8, '█ '], // the highest of each two
    [[null, 0.1], 9, 8, ' ▁'],
    [[1], 1, 0, ' '],
  ]
  test.each(rows)('%j in %d cells', (values, cells, top, text) => expect(sparkline(values, cells, top)).toBe(text))
})
