import { describe, expect, test } from 'vitest'
import { SECOND } from '../../builders/amounts.ts'
import { constant, podAutoscaler, podTemplate, pool, service, stepwise } from '../../builders/model.ts'
import { simulated, summaryOf } from '../../builders/simulated.ts'
import { autoscaler, decision, viewOf } from './views.ts'

describe('an awake service', () => {
  test.each([
    { view: { queueLength: 95, replicasDesired: 2 }, replicas: 4, because: '95 ÷ 10 = 9.5, at most 4 or double' },
    { view: { queueLength: 95, replicasDesired: 5 }, replicas: 10, because: '95 ÷ 10 = 9.5' },
    { view: { queueLength: 90, inFlight: 5, replicasDesired: 5 }, replicas: 10, because: '90 wait, 5 are worked on' },
    { view: { queueLength: 55, replicasDesired: 5 }, replicas: 5, because: '10 % more are tolerated' },
    { view: { queueLength: 900, replicasDesired: 60 }, replicas: 80, because: 'at most 80' },
    { view: { queueLength: 10, replicasDesired: 5 }, replicas: 5, because: 'five were needed less than 5 min ago' },
  ])('$view: $replicas, $because', ({ view, replicas }) => {
    expect(decision('queue-length', { target: 10, max: 80 }, view).replicas).toBe(replicas)
  })

  test('by requests per second: 230 ÷ 50 = 4.6', () => {
    const options = { metric: 'requests-per-second', target: 50 }
    expect(decision('queue-length', options, { loadPerSecond: 230, queueLength: 1, replicasDesired: 3 })).toEqual({
      replicas: 5,
      reason: 'requests-per-second 230.0 ÷ 50 = 4.60',
    })
  })
})

/** Looks every 15 s at so many requests, beginning with one replica; returns the replicas after each look. */
function looks(lengths: readonly number[], options: object): number[] {
  const scaler = autoscaler('queue-length', { target: 10, ...options })
  let replicasDesired = 1
  return lengths.map((length, i) => {
    const view = viewOf({ nowUs: i * 15 * SECOND, queueLength: length, replicasDesired })
    replicasDesired = scaler.decide(view).replicas
    return replicasDesired
  })
}

describe('sleep', () => {
  test('after the cooldown, at a poll: active until 30 s, asleep at 30 + 60 s', () => {
    expect(looks([5, 5, 5, 0, 0, 0, 0, 0, 0], { cooldownPeriod: '1m' })).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0])
  })

  test('the least that does not wake is no activity', () => {
    expect(looks([5, 5, 5, 2, 2, 2, 2, 2, 2], { cooldownPeriod: '1m', activation: 2 }).at(-1)).toBe(0)
    expect(looks([5, 5, 5, 3, 3, 3, 3, 3, 3], { cooldownPeriod: '1m', activation: 2 }).at(-1)).toBe(1)
  })

  test('ends at a poll, every 30 s, with one replica; the next look takes what is needed', () => {
    expect(looks([0, 0, 0, 37, 37, 37], { cooldownPeriod: '0s' })).toEqual([0, 0, 0, 0, 1, 4])
  })

  test('never comes with a min of 1', () => {
    expect(looks([0, 0, 0, 0, 0], { cooldownPeriod: '0s', min: 1 })).toEqual([1, 1, 1, 1, 1])
  })
})

describe('a service that sleeps while requests are held', () => {
  const pod = podTemplate(
    { cpu: 1 },
    { startup: { containerUs: constant(20 * SECOND), modelUs: constant(0), readyUs: constant(0) } },
  )
  const sleeper = (withoutReplicas: 'hold' | 'refuse', timeoutUs = 300 * SECOND) =>
    simulated(600, {
      pools: [pool({ count: 3 })],
      workloads: [
        service({
          pod,
          replicas: 0,
          withoutReplicas,
          timeoutUs,
          load: stepwise([
            [0, 0],
            [100, 10],
            [200, 0],
          ]),
          autoscaler: podAutoscaler('queue-length', { target: 500, cooldownPeriod: '1m' }),
        }),
      ],
    })

  test('wakes at the poll after they come, starts, and answers them all', () => {
    const result = sleeper('hold')
    // Polls at 15, 45, 75, 105 s: 50 requests have come. Ready at 125 s: 250 wait, 10/s come, 100/s are answered.
    expect(result.decisions[0]).toEqual({
      atSeconds: 105,
      actor: 'pod autoscaler web',
      decision: '0 → 1 replicas',
      reason: 'queue-length 50.0, above 0',
    })
    const web = summaryOf(result, 'web')
    expect(web).toMatchObject({ 'requests.total': 1000, 'requests.lost': 0 })
    expect(web['requests.served']).toBeCloseTo(1000, 3)
    // 250 wait 12.5 s in the mean until 125 s, then drain at 90/s.
    expect(web['requests.waitSecondsMean']).toBeCloseTo((250 * 12.5 + (250 * 250) / 90 / 2) / 1000, 6)
  })

  test('a minute after the last request it sleeps again', () => {
    const [, last] = sleeper('hold').decisions
    // Busy until 200 s: the poll at 195 s is the last that sees any; the one at 255 s finds a minute without.
    expect(last).toMatchObject({ atSeconds: 255, decision: '1 → 0 replicas' })
  })

  test('those whose timeout passes are lost: 15 of 25 s', () => {
    expect(summaryOf(sleeper('hold', 10 * SECOND), 'web')['requests.lost']).toBeCloseTo(150, 6)
  })

  test('without holding nobody sees them: it never wakes', () => {
    const result = sleeper('refuse')
    expect(result.decisions).toEqual([])
    expect(summaryOf(result, 'web')['requests.lost']).toBe(1000)
  })
})

test.each([
  { options: {}, complaint: 'target' },
  { options: { target: 0 }, complaint: '>0' },
  { options: { target: 5, min: 9, max: 8 }, complaint: 'is above max' },
  { options: { target: 5, metric: 'depth' }, complaint: 'queue-length' },
])('$options is refused', ({ options, complaint }) => {
  expect(() => podAutoscaler('queue-length', options)).toThrow(complaint)
})
