import { describe, expect, test } from 'vitest'
import { isDrawing } from '../../../src/report/charts/chart-config.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { Results } from '../../../src/results/types.ts'
import { drawChart, onlyDrawing, panelTitles, plainSpaces } from '../draw-chart.ts'
import { sampleResults } from '../sample-results.ts'

const TAINT = 'node(s) had untolerated taint {nvidia.com/gpu: present}'

/** Two variants; pods wait for cpu in both, for a taint only in the second. */
function withReasons(): Results {
  const results = sampleResults({ variants: ['a', 'b'] })
  const buckets = results.variants[0].series[0].values.length
  const series = (of: string, level: number) => ({
    name: 'pods.pendingBy',
    of,
    unit: 'pods',
    statistic: 'mean' as const,
    values: Array.from({ length: buckets }, () => level),
  })
  const added = [[series('Insufficient cpu', 2)], [series('Insufficient cpu', 1), series(TAINT, 0.5)]]
  return {
    ...results,
    variants: results.variants.map((variant, v) => ({ ...variant, series: [...variant.series, ...added[v]] })),
  }
}

describe('why pods were pending', () => {
  const results = withReasons()
  const minutes = results.durationSeconds / 60

  test('the reason that cost most first, a panel each, all in the table', () => {
    const { finding, config, table } = onlyDrawing(drawChart('pending-reasons', results))
    expect(plainSpaces(finding)).toMatch(/^Most time went to “Insufficient cpu”: [\d.]+ .*pod·min with a and /)
    expect(panelTitles(config)).toEqual(['Insufficient cpu, pods', 'node(s) had untoler…, pods'])
    expect(table?.head).toEqual(['Reason', 'a, pod·min', 'b, pod·min'])
    expect(table?.rows.map(([reason]) => reason)).toEqual(['Insufficient cpu', TAINT])
    // 2 and 1 pods all the time, half a pod of the second
    expect(table?.rows.map((row) => row.slice(1).map((cell) => Number(plainSpaces(cell).replace(/ /g, ''))))).toEqual([
      [2 * minutes, minutes],
      [0, minutes / 2],
    ])
  })

  test('Markdown has the table in place of the picture, the page has both', () => {
    const markdown = renderMarkdown(results)
    expect(markdown).toContain('| Reason | a, pod·min | b, pod·min |')
    expect(markdown).not.toContain('pending-reasons.png')
    const page = renderHtml(results)
    expect(page).toContain('data-chart="pending-reasons"')
    expect(page).toContain('<th scope="row">node(s) had untolerated taint {nvidia.com/gpu: present}</th>')
  })

  test('one reason alone is said: its curve is that of the pods that wait', () => {
    const only = { ...results, variants: results.variants.slice(0, 1) }
    expect(drawChart('pending-reasons', only).map(isDrawing)).toEqual([false])
  })

  test('nobody waited: one sentence; a record that does not know: nothing', () => {
    expect(drawChart('pending-reasons', sampleResults({ variants: ['a'] }))).toEqual([
      {
        name: 'pending-reasons',
        topic: 'Why pods were pending',
        finding: 'Nothing kept a pod from a node for any time.',
      },
    ])
    expect(drawChart('pending-reasons', sampleResults({ variants: ['a', 'b'] }))).toEqual([])
  })
})
