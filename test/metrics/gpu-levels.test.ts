import { expect, test } from 'vitest'
import { SECOND } from '../builders/amounts.ts'
import { gpuNode, gpuPod } from '../builders/gpus.ts'
import { constant, job, pool } from '../builders/model.ts'
import { seriesOf, simulated } from '../builders/simulated.ts'

/**
 * Two devices for 100 s. A share of 400 comes at 0 and works for 50 s, another at 20 and works to the end; a whole device is asked for at 40
 * and works to the end. Best fit puts the shares together. Target: shares 2 of 3, wholes 1 of 3.
 */
const result = simulated(100, {
  pools: [pool({ shape: gpuNode(2), count: 1 })],
  workloads: [
    job({
      name: 'shares',
      pod: gpuPod({ milli: 400 }),
      arrivals: { kind: 'at', timesUs: [0, 20 * SECOND], durationsUs: [50 * SECOND, 1000 * SECOND] },
    }),
    job({
      name: 'wholes',
      pod: gpuPod({ count: 1 }),
      arrivals: { kind: 'at', timesUs: [40 * SECOND] },
      durationUs: constant(1000 * SECOND),
    }),
  ],
})

test('allocated over the run and at the end', () => {
  // 0.4 × 20 + 0.8 × 20 + 1.8 × 10 + 1.4 × 50 = 112 of 200 device-seconds
  expect(result.summary['gpu.allocated.mean']).toBeCloseTo(112 / 200, 9)
  expect(result.summary['gpu.allocated.end']).toBeCloseTo(1.4 / 2, 9)
})

test('fragment: what each shape could not use of what is idle', () => {
  // At the end 600 are idle on one device: a share fits; a whole does not: 0.6 × 1/3
  expect(result.summary['gpu.fragment.end']).toBeCloseTo(0.2 / 2, 9)
  expect(result.summary['gpu.fragment.ofIdle.end']).toBeCloseTo(1 / 3, 9)
  // 0 – 20 s: 600 beside a free device, too little for a whole: 0.2; 20 – 40 s: 200 beside it, too little for both: 0.2;
  // 40 – 50 s: 200 alone: 0.2; then 600 alone: 0.2
  expect(result.summary['gpu.fragment.mean']).toBeCloseTo(0.2 / 2, 9)
})

test('by cause the same in all', () => {
  const causes = result.series.filter(({ name }) => name === 'gpu.fragmentBy')
  const whole = seriesOf(result, 'gpu.fragment')
  whole.forEach((level, bucket) => {
    const sum = causes.reduce((all, { values }) => all + (values[bucket] ?? 0), 0)
    expect(sum).toBeCloseTo(level ?? 0, 5)
  })
})

test('asked for, whether it fits or not', () => {
  expect(seriesOf(result, 'gpu.asked').at(-1)).toBeCloseTo(1.4, 6)
})
