import { describe, expect, test } from 'vitest'
import { DecayingHistogram } from '../../../src/policies/pod-autoscaler/vertical/decaying-histogram.ts'
import { CpuEstimator, MemoryEstimator, recommend } from '../../../src/policies/pod-autoscaler/vertical/recommender.ts'
import { podAutoscaler } from '../../builders/model.ts'
import { autoscaler, viewOf } from './views.ts'

const DAY_US = 86_400e6
const HOUR_US = 3600e6
const MINUTE_US = 60e6

// Buckets of cpu end at 200 × (1.05^i − 1): 100 m lie in the one up to i = 9, 110.27 m; 1000 m in the one up to i = 37, 1016.28 m.
test.each([
  { share: 0.5, end: 110.27, because: '10 of 12.5' },
  { share: 0.8, end: 110.27, because: '10 of 12.5, exactly' },
  { share: 0.81, end: 1016.28, because: '10 × 2^−2 = 2.5 are left of what is two days old' },
])('the share $share ends at $end: $because', ({ share, end }) => {
  const histogram = new DecayingHistogram(10, 1e6)
  histogram.add(1000, 10, 0)
  histogram.add(100, 10, 2 * DAY_US)
  expect(histogram.percentile(share)).toBeCloseTo(end, 2)
})

describe('bounds', () => {
  const limits = { margin: 0.15, min: 25, max: 1e6, unit: 1 }
  const steady = new CpuEstimator()
  steady.observe(100, 1, 0)

  // 110.27 × 1.15 = 126.81.
  test.each([
    { days: 1, found: { target: 127, lower: 127, upper: 254 }, because: '× 2 above, / 1.001² = 126.56 below' },
    { days: 0.5, found: { target: 127, lower: 127, upper: 381 }, because: '× 3 above, / 1.002² = 126.31 below' },
    { days: 0.01, found: { target: 127, lower: 105, upper: 12808 }, because: '× 101 above, / 1.1² = 104.8 below' },
  ])('after $days days: $because', ({ days, found }) => {
    expect(recommend(steady, limits, { spanUs: days * DAY_US, samples: days * 1440 })).toEqual(found)
  })

  test('few samples count as a short history', () => {
    const found = recommend(steady, limits, { spanUs: 9 * DAY_US, samples: 720 })
    expect(found?.upper).toBe(381)
  })

  test('never below the least, nor above the most', () => {
    const seen = { spanUs: DAY_US, samples: 1440 }
    expect(recommend(steady, { ...limits, min: 200 }, seen)).toEqual({ target: 200, lower: 200, upper: 254 })
    expect(recommend(steady, { ...limits, max: 100 }, seen)).toEqual({ target: 100, lower: 100, upper: 100 })
    expect(recommend(steady, limits, { spanUs: 0, samples: 0 })).toBeNull()
  })
})

// Buckets of memory end at 2e8 × (1.05^i − 1): 1e8 up to i = 9, 1.1027e8; 4e8 up to i = 23, 4.1430e8.
test('of memory the peak of a day counts once, however short it was', () => {
  const memory = new MemoryEstimator()
  for (let minute = 0; minute < 100; minute++) memory.observe(minute === 50 ? 4e8 : 1e8, 1, minute * MINUTE_US)
  expect(memory.percentile(0.5)).toBeCloseTo(4.143e8, -5)
  memory.observe(1e8, 1, 25 * HOUR_US)
  expect(memory.percentile(0.5)).toBeCloseTo(1.1027e8, -5)
  expect(memory.percentile(0.9)).toBeCloseTo(4.143e8, -5)
})

test.each([
  { options: {}, desired: 5, ready: 5, atMost: 2, because: 'half of 5, rounded down' },
  { options: {}, desired: 5, ready: 4, atMost: 1, because: 'one is missing already' },
  { options: {}, desired: 5, ready: 2, atMost: 0, because: 'three are missing' },
  { options: {}, desired: 2, ready: 2, atMost: 1, because: 'half of 2' },
  { options: {}, desired: 1, ready: 1, atMost: 0, because: 'a single pod is left alone' },
  { options: { updateMode: 'initial' }, desired: 5, ready: 5, atMost: 0, because: 'only new pods get new requests' },
])('$options with $ready of $desired ready: $atMost at most, $because', ({ options, desired, ready, atMost }) => {
  const policy = autoscaler('vertical', options)
  const sample = { atUs: 0, windowUs: 0, cpuMilli: 100, memoryBytes: 4e8 }
  const group = {
    count: ready,
    phase: 'Running' as const,
    deleting: false,
    startedUs: 0,
    ready: true,
    readyChangedUs: 0,
    sample,
  }
  const view = { replicasDesired: desired, replicasReady: ready, pods: [group] }
  expect(policy.decide(viewOf({ ...view, nowUs: 0 })).sizes).toBeUndefined()
  const { sizes, replicas } = policy.decide(viewOf({ ...view, nowUs: HOUR_US }))
  expect(replicas).toBe(desired)
  expect(sizes?.replaceAtMost).toBe(atMost)
  // 4.143e8 × 1.15 = 454.4 MiB.
  expect(sizes?.requests).toEqual({ cpu: 127, memory: 455 * 1024 * 1024 })
})

test('a mode that it does not have is refused', () => {
  expect(() => podAutoscaler('vertical', { updateMode: 'auto' })).toThrow()
})
