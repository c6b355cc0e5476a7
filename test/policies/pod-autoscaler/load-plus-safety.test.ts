import { describe, expect, test } from 'vitest'
import { instancesForLoad } from '../../../src/policies/pod-autoscaler/load-plus-safety.ts'
import { podAutoscaler } from '../../builders/model.ts'
import { autoscaler, decision } from './views.ts'

describe('instances for a load (D4 §4.3)', () => {
  test.each([
    {
      load: 1000,
      capacity: 500,
      factor: 1.2,
      safety: 'add',
      instances: 3.2,
      replicas: 4,
      because: '2 + 1.2; printed as 3.4',
    },
    { load: 1000, capacity: 500, factor: 1.2, safety: 'multiply', instances: 2.4, replicas: 3, because: '2 × 1.2' },
    { load: 0, capacity: 500, factor: 1.2, safety: 'add', instances: 1.2, replicas: 2, because: '0 + 1.2' },
    {
      load: 0,
      capacity: 500,
      factor: 1.2,
      safety: 'multiply',
      instances: 0,
      replicas: 1,
      because: '0, but at least min',
    },
    { load: 500, capacity: 500, factor: 0, safety: 'add', instances: 1, replicas: 1, because: 'no safety' },
    { load: 501, capacity: 500, factor: 0, safety: 'add', instances: 1.002, replicas: 2, because: 'rounded up' },
    { load: 1500, capacity: 500, factor: 1, safety: 'multiply', instances: 3, replicas: 3, because: 'exactly 3' },
    {
      load: 7000,
      capacity: 100,
      factor: 1.1,
      safety: 'multiply',
      instances: 77,
      replicas: 77,
      because: '70 × 1.1 = 77',
    },
    { load: 330, capacity: 100, factor: 0.7, safety: 'add', instances: 4, replicas: 4, because: '3.3 + 0.7 = 4' },
    {
      load: 0,
      capacity: 0,
      factor: 1.2,
      safety: 'add',
      instances: 1.2,
      replicas: 2,
      because: 'no load needs no capacity',
    },
    {
      load: 1e9,
      capacity: 1,
      factor: 1.2,
      safety: 'add',
      instances: 1e9 + 1.2,
      replicas: 1000,
      because: 'at most max',
    },
    { load: 1, capacity: 0, factor: 1, safety: 'add', instances: Infinity, replicas: 1000, because: 'at most max' },
  ] as const)('$load/s ÷ $capacity/s, $safety $factor: $instances → $replicas, $because', (row) => {
    const { load, capacity, factor, safety, instances, replicas } = row
    expect(instancesForLoad(load, capacity, factor, safety)).toBeCloseTo(instances, 9)
    const view = { loadPerSecond: load, capacityPerReplicaPerSecond: capacity }
    expect(decision('load-plus-safety', { safety, safetyFactor: factor }, view).replicas).toBe(replicas)
  })
})

test.each([
  { options: { capacityPerInstance: '500/s' }, replicas: 4, because: '1000 / 500 + 1.2 = 3.2, not 1000 / 100 + 1.2' },
  { options: {}, replicas: 12, because: '1000 / 100 + 1.2 = 11.2' },
  { options: { max: 5 }, replicas: 5, because: 'at most 5' },
  { options: { min: 20 }, replicas: 20, because: 'at least 20' },
])('$options: $replicas, $because', ({ options, replicas }) => {
  expect(decision('load-plus-safety', options, { loadPerSecond: 1000 }).replicas).toBe(replicas)
})

test('the reason shows the sum', () => {
  const view = { loadPerSecond: 1000 }
  const { reason } = decision('load-plus-safety', { capacityPerInstance: '500/s' }, view)
  expect(reason).toBe('1000.0/s ÷ 500/s + 1.2 = 3.20')
  expect(decision('load-plus-safety', { safety: 'multiply' }, view).reason).toBe('1000.0/s ÷ 100/s × 1.2 = 12.00')
})

test('it looks every 15 s, or as often as asked', () => {
  expect(autoscaler('load-plus-safety').everyUs).toBe(15_000_000)
  expect(autoscaler('load-plus-safety', { every: '1m' }).everyUs).toBe(60_000_000)
})

test.each([
  { options: { every: '0s' }, complaint: 'a policy looks ten times a second at most' },
  { options: { every: '99ms' }, complaint: 'a policy looks ten times a second at most' },
  { options: { min: 9, max: 8 }, complaint: 'is above max' },
  { options: { capacityPerInstance: '0/s' }, complaint: 'an instance without capacity takes no load' },
  { options: { safety: 'divide' }, complaint: 'add' },
  { options: { safetyFactor: -1 }, complaint: '>=0' },
])('$options is refused', ({ options, complaint }) => {
  expect(() => podAutoscaler('load-plus-safety', options)).toThrow(complaint)
})
