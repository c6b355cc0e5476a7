import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { axisScale, spanScale } from '../../../src/report/charts/axis-scale.ts'

describe('an axis from 0', () => {
  const rows: [unit: string, largest: number, name: string, ticks: number[]][] = [
    ['req/s', 240_000, 'k req/s', [0, 100, 200, 300]],
    ['share', 1, '%', [0, 25, 50, 75, 100]],
    ['share', 0.057, '%', [0, 2, 4, 6]],
    ['nodes', 42, 'nodes', [0, 20, 40, 60]],
    ['s', 197, 's', [0, 50, 100, 150, 200]],
    ['s', 5000, 'min', [0, 25, 50, 75, 100]],
    ['currency', 1355, 'k USD', [0, 0.5, 1, 1.5]],
  ]
  test.each(rows)('%s up to %d', (unit, largest, name, ticks) => {
    expect(axisScale(unit, largest, 'USD')).toMatchObject({ unit: name, ticks })
  })

  test('of nothing still has a height', () => {
    expect(axisScale('pods', 0, 'USD').max).toBe(1)
  })

  test.prop([fc.double({ min: 1e-6, max: 1e15, noNaN: true })])(
    'reaches its largest value with few round ticks',
    (largest) => {
      const { divisor, max, ticks } = axisScale('req', largest, 'USD')
      expect(max).toBeGreaterThanOrEqual((largest / divisor) * (1 - 1e-4))
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.length).toBeLessThanOrEqual(6)
      expect(max).toBe(ticks.at(-1))
    },
  )
})

test.prop([fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 9 })])(
  'a span holds all its values',
  (values) => {
    const { divisor, min, max, ticks } = spanScale('currency', values, 'USD')
    for (const value of values) {
      expect(value / divisor).toBeGreaterThanOrEqual(min - 1e-4 * max)
      expect(value / divisor).toBeLessThanOrEqual(max * (1 + 1e-4))
    }
    expect(ticks[0]).toBe(min)
    expect(ticks.length).toBeLessThanOrEqual(8)
  },
)
