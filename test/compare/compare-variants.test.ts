import { describe, expect, test } from 'vitest'
import { compareMetric, compareVariants } from '../../src/compare/compare-variants.ts'
import { judge } from '../../src/compare/tolerance.ts'
import type { Better, MetricDefinition } from '../../src/results/types.ts'
import { sampleResults } from '../report/sample-results.ts'

function metric(unit: string, better: Better): MetricDefinition {
  return { name: 'm', unit, better, doc: '' }
}

describe('a value against the baseline', () => {
  const rows: [value: number, baseline: number, unit: string, better: Better, judgement: string][] = [
    [90, 100, 'currency', 'lower', 'better'],
    [110, 100, 'currency', 'lower', 'worse'],
    [110, 100, 'share', 'higher', 'better'],
    [110, 100, 'nodes', 'neither', 'unjudged'],
    [100.05, 100, 'nodes', 'neither', 'same'], // 0.05 of 100.05 is within a thousandth
    [100.2, 100, 'currency', 'lower', 'worse'],
    [0, 0, 's', 'lower', 'same'],
    [0.0000005, 0, 'share', 'lower', 'same'], // half a request in a million
    [0.00001, 0, 'share', 'lower', 'worse'],
    [0.00001, 0, 's', 'lower', 'worse'],
  ]
  test.each(rows)('%d against %d %s, %s is better: %s', (value, baseline, unit, better, judgement) => {
    expect(judge(value, baseline, unit, better)).toBe(judgement)
  })
})

describe('one metric across variants', () => {
  test('differences are absolute and relative, against the first', () => {
    const row = compareMetric(metric('s', 'lower'), [[200], [150], [null], [200]])
    expect(row.differences).toMatchObject([
      null,
      { absolute: -50, relative: -0.25, judgement: 'better' },
      null,
      { absolute: 0, relative: 0, judgement: 'same' },
    ])
    expect(row.best).toEqual([false, true, false, false])
  })

  test('nothing is relative to nothing', () => {
    expect(compareMetric(metric('s', 'lower'), [[0], [5]]).differences[1]).toMatchObject({
      absolute: 5,
      relative: null,
      judgement: 'worse',
    })
  })

  test('a negative baseline keeps the sign of the change', () => {
    expect(compareMetric(metric('1', 'higher'), [[-10], [-5]]).differences[1]).toMatchObject({
      absolute: 5,
      relative: 0.5,
    })
  })

  test('nobody is best when all are alike or the metric has no direction', () => {
    expect(compareMetric(metric('s', 'lower'), [[5], [5], [null]]).best).toEqual([false, false, false])
    expect(compareMetric(metric('nodes', 'neither'), [[5], [6]]).best).toEqual([false, false])
    expect(compareMetric(metric('share', 'higher'), [[0.2], [0.3]]).best).toEqual([false, true])
  })

  test('an unknown baseline leaves nothing to compare with', () => {
    expect(compareMetric(metric('s', 'lower'), [[null], [5]]).differences).toEqual([null, null])
  })
})

describe('all metrics', () => {
  test('come in the order of their definitions, then those without one by name', () => {
    const { baseline, rows } = compareVariants(sampleResults())
    expect(baseline).toBe('static')
    expect(rows[0]?.definition.name).toBe('cost.total')
    expect(rows.at(-1)?.definition).toEqual({ name: 'made.up', unit: '1', better: 'neither', doc: '' })
  })

  test('a metric that no variant has is left out', () => {
    const results = sampleResults({ variants: ['only'] })
    const rows = compareVariants(results).rows.map((row) => row.definition.name)
    expect(results.variants[0]?.summary['pods.pending.waitSecondsP95']).toBeNull()
    expect(rows).not.toContain('pods.pending.waitSecondsP95')
  })
})
