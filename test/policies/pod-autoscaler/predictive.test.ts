import { describe, expect, test } from 'vitest'
import { predictive } from '../../../src/policies/pod-autoscaler/predictive/predictive.ts'
import { MINUTE, SECOND } from '../../builders/amounts.ts'
import { constant, podAutoscaler, podTemplate, pool, service, stepwise } from '../../builders/model.ts'
import { seriesOf, simulated } from '../../builders/simulated.ts'
import { autoscaler, decision, viewOf } from './views.ts'

const slow = podTemplate(
  { cpu: 1 },
  { startup: { containerUs: constant(90 * SECOND), modelUs: constant(0), readyUs: constant(30 * SECOND) } },
)

/** 100/s, and 1000/s for five minutes from the tenth minute of every half hour on. */
const spikes = (count: number) =>
  stepwise(
    Array.from({ length: count }, (_, i) => [
      [i * 1800, 100] as const,
      [i * 1800 + 600, 1000] as const,
      [i * 1800 + 900, 100] as const,
    ]).flat(),
  )

function served(load: ReturnType<typeof stepwise>, options = {}) {
  return simulated(
    3 * 1800,
    {
      pools: [pool({ count: 10 })],
      workloads: [
        service({
          pod: slow,
          replicas: 2,
          load,
          timeoutUs: 0,
          autoscaler: podAutoscaler('predictive', { season: '30m', target: '80%', every: '30s', ...options }),
        }),
      ],
    },
    { seriesEveryUs: 30 * MINUTE },
  )
}

describe('a spike that comes back every half hour, and replicas that take 2 min to start', () => {
  test('is met by surprise once; then replicas are ready when it comes', () => {
    const lost = seriesOf(served(spikes(3)), 'lost', 'web', 'mean')
    // Series have six digits. The first time 1000/s meet 200/s for 120 s, and nobody waits.
    expect(lost.map((perSecond) => (perSecond ?? 0) * 1800)).toEqual([expect.closeTo(96_000, 0), 0, 0])
  })

  test('they are ordered one start and one look ahead: 150 s', () => {
    const ups = served(spikes(3)).decisions.filter(({ decision: said }) => said === '2 → 13 replicas')
    // 1000 / (100 × 80 %) = 12.5
    expect(ups.map(({ atSeconds, reason }) => [atSeconds, reason])).toEqual([
      [600, '1000.0/s observed (no season seen yet) ÷ (100/s × 80 %) = 12.50'],
      [1800 + 600 - 150, '1000.0/s expected within 2m30s ÷ (100/s × 80 %) = 12.50'],
      [3600 + 600 - 150, '1000.0/s expected within 2m30s ÷ (100/s × 80 %) = 12.50'],
    ])
  })

  test('a horizon of its own is too short for them', () => {
    // Ordered a minute ahead, ready a minute late.
    const lost = seriesOf(served(spikes(3), { horizon: '30s' }), 'lost', 'web', 'mean')
    expect((lost[1] ?? 0) * 1800).toBeCloseTo(60 * 800, 0)
  })
})

test('a forecast that fails is left alone until it is right again', () => {
  const scaler = autoscaler('predictive', { season: '10m', every: '1m', target: '100%' })
  const loads = [...Array(10).fill(100), 1000, 1000, 1000]
  const reasons = loads.map((loadPerSecond, i) => scaler.decide(viewOf({ nowUs: i * MINUTE, loadPerSecond })).reason)
  expect(reasons[9]).toBe('100.0/s expected within 1m ÷ (100/s × 100 %) = 1.00')
  expect(reasons[10]).toBe('1000.0/s observed (forecast off by 90 % lately) ÷ (100/s × 100 %) = 10.00')
})

test('never less than what is there now', () => {
  expect(decision('predictive', {}, { loadPerSecond: 700 }).replicas).toBe(10)
})

test.each([
  { options: { season: '1m', every: '1m' }, complaint: 'a season of 1m does not go with a look every 1m' },
  { options: { season: '52w', every: '15s' }, complaint: 'does not go with' },
  { options: { target: '0%' }, complaint: '1%' },
  { options: { min: 9, max: 8 }, complaint: 'is above max' },
])('$options is refused', ({ options, complaint }) => {
  expect(() => podAutoscaler('predictive', options)).toThrow(complaint)
})

// A season of four looks of a minute; last season's loads are 100, 200, 400, 800. Capacity is 100/s for each replica.
test('a season that a curve tells of is known from the first look on', () => {
  const lastYear = (_: string, atUs = 0) => [100, 200, 400, 800][atUs / 60e6] ?? 0
  const policy = autoscaler('predictive', { season: '4m', horizon: '1m', target: '100%', history: 'last-year' })
  const look = (minute: number, loadPerSecond: number) =>
    policy.decide(viewOf({ nowUs: minute * 60e6, loadPerSecond, outside: lastYear }))
  // Two looks ahead of the first: 200, 400; today is no different yet.
  expect(look(0, 100)).toEqual({ replicas: 4, reason: '400.0/s expected within 2m ÷ (100/s × 100 %) = 4.00' })
  // 300 are 100 more than 200, a fifth of which is known for sure: 800 + 20.
  expect(look(1, 300).replicas).toBe(9)
})

test('a curve of history that is not there is refused with the nearest name', () => {
  const found = predictive.check?.(
    podAutoscaler('predictive', { history: 'last-yaer' }).options as never,
    { curves: ['last-year'] } as never,
    {} as never,
  )
  expect(found).toMatchObject([{ path: ['history'], message: 'no curve named "last-yaer"' }])
})
