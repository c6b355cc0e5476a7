import { expect, test } from 'vitest'
import { podAutoscaler } from '../../builders/model.ts'
import { autoscaler, decision } from './views.ts'

test.each([
  { use: 0.9, target: '60%', ready: 4, desired: 4, replicas: 6, because: '4 × 0.9 / 0.6 = 6' },
  { use: 0.9, target: '60%', ready: 3, desired: 3, replicas: 5, because: '3 × 1.5 = 4.5' },
  { use: 0.3, target: '60%', ready: 4, desired: 4, replicas: 2, because: '4 × 0.3 / 0.6 = 2' },
  {
    use: 0.05,
    target: '30%',
    ready: 18,
    desired: 18,
    replicas: 3,
    because: '18 × 0.05 / 0.3 = 3, also in floating point',
  },
  { use: 0, target: '60%', ready: 4, desired: 4, replicas: 1, because: '0, but at least min' },
  { use: 0.66, target: '60%', ready: 10, desired: 10, replicas: 10, because: '0.66 / 0.6 = 1.1 is within 10 %' },
  { use: 0.67, target: '60%', ready: 10, desired: 10, replicas: 12, because: '10 × 0.67 / 0.6 = 11.17' },
  { use: 0.54, target: '60%', ready: 10, desired: 10, replicas: 10, because: '0.54 / 0.6 = 0.9 is within 10 %' },
  { use: 0.55, target: '60%', ready: 10, desired: 10, replicas: 10, because: '0.55 / 0.6 = 0.917 is within 10 %' },
  { use: 0.53, target: '60%', ready: 10, desired: 10, replicas: 9, because: '10 × 0.53 / 0.6 = 8.83' },
  { use: 1, target: '10%', ready: 1, desired: 1, replicas: 4, because: '10 wanted, at most max(4, 2 × 1) at a time' },
  { use: 1, target: '10%', ready: 5, desired: 5, replicas: 10, because: '50 wanted, at most 2 × 5 at a time' },
  {
    use: 1,
    target: '60%',
    ready: 1,
    desired: 8,
    replicas: 8,
    because: '7 are on their way: none is taken away in an overload',
  },
  { use: 0.3, target: '60%', ready: 2, desired: 8, replicas: 1, because: '2 × 0.5, counted over ready pods' },
  { use: null, target: '60%', ready: 0, desired: 3, replicas: 3, because: 'nothing to measure' },
])('$use of $target on $ready ready of $desired: $replicas, $because', ({ use, target, ready, desired, replicas }) => {
  const view = { cpuUtilisation: use, replicasMeasured: ready, replicasDesired: desired }
  expect(decision('target-utilisation', { target }, view).replicas).toBe(replicas)
})

test.each([
  { options: { max: 5 }, replicas: 5 },
  { options: { min: 7 }, replicas: 7 },
])('4 × 0.9 / 0.6 = 6 within $options is $replicas', ({ options, replicas }) => {
  expect(decision('target-utilisation', options, { cpuUtilisation: 0.9, replicasDesired: 4 }).replicas).toBe(replicas)
})

test('the reason shows what was measured', () => {
  const { reason } = decision('target-utilisation', {}, { cpuUtilisation: 0.9, replicasDesired: 4 })
  expect(reason).toBe('cpu 90 % of request, target 60 %, 4 ready')
})

test.each([
  { options: { target: '0%' }, complaint: '0% is below 1%' },
  { options: { every: '0s' }, complaint: 'a policy looks ten times a second at most' },
  { options: { every: '99ms' }, complaint: 'a policy looks ten times a second at most' },
  { options: { min: 9, max: 8 }, complaint: 'is above max' },
])('$options is refused', ({ options, complaint }) => {
  expect(() => podAutoscaler('target-utilisation', options)).toThrow(complaint)
})

test('it looks every 15 s', () => {
  expect(autoscaler('target-utilisation').everyUs).toBe(15_000_000)
})
