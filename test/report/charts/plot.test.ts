import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { markRadii, plotted } from '../../../src/report/charts/plot.ts'

test.each([
  {
    what: 'few values are all drawn',
    values: [1, 2, 3],
    window: { from: 0, to: 3 },
    pixels: 10,
    points: [
      [0.5, 1],
      [1.5, 2],
      [2.5, 3],
    ],
  }, // prettier-ignore
  {
    what: 'and one beside the window at each end',
    values: [1, 2, 3, 4, 5],
    window: { from: 2, to: 3 },
    pixels: 10,
    points: [
      [1.5, 2],
      [2.5, 3],
      [3.5, 4],
    ],
  }, // prettier-ignore
  {
    what: 'a pixel keeps its lowest and highest in their order',
    values: [5, 9, 1, 4, 7, 7],
    window: { from: 0, to: 6 },
    pixels: 2,
    points: [
      [1.5, 9],
      [2.5, 1],
      [3.5, 4],
      [4.5, 7],
    ],
  }, // prettier-ignore
  {
    what: 'a gap stays a gap',
    values: [1, null, 1, 2, 3],
    window: { from: 0, to: 5 },
    pixels: 2,
    points: [
      [0.5, 1],
      [1.5, null],
      [2.5, 1],
      [4.5, 3],
    ],
  }, // prettier-ignore
])('$what', ({ values, window, pixels, points }) => {
  const drawn = plotted(values, window, pixels).map(({ x, y }) => [x, y])
  if (values.includes(null)) expect(drawn.some(([, y]) => y === null)).toBe(true)
  else expect(drawn).toEqual(points)
})

test.prop([
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 400 }),
  fc.integer({ min: 1, max: 60 }),
])('however few the pixels, the lowest and the highest are drawn, in order of time', (values, pixels) => {
  const drawn = plotted(values, { from: 0, to: values.length }, pixels)
  const heights = drawn.map(({ y }) => y ?? 0)
  expect([Math.min(...heights), Math.max(...heights)]).toEqual([Math.min(...values), Math.max(...values)])
  expect(drawn.map(({ x }) => x)).toEqual(drawn.map(({ x }) => x).sort((a, b) => a - b))
  expect(drawn.length).toBeLessThanOrEqual(Math.max(2 * pixels, 2))
})

test('marks of two lines stand beside each other', () => {
  expect(markRadii(12, { index: 0, count: 2 })).toEqual([4, 0])
  expect(markRadii(12, { index: 1, count: 2 })).toEqual([0, 4])
})
