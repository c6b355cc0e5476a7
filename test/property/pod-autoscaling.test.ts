import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECOND } from '../builders/amounts.ts'
import { constant, METRICS_SERVER, podAutoscaler, podTemplate, pool, service, stepwise } from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

/*
 * What pod autoscalers promise over whole runs, with the readings of a real metrics pipeline. `target-utilisation` promises none of it: it
 * is the bare rule, without stabilisation. `queue-length` promises nothing by the length of a queue, which is worked off and then needs no
 * replicas; by requests per second it promises what `hpa` does. `load-plus-safety` follows its load at once, so that a square wave moves it
 * at every edge, and so do `predictive` and, by the clock alone, `scheduled`. `static` and `vertical` never change replicas.
 */

const MINUTE = 60

/** Utilisation of cpu is load / (replicas × 100/s): idle pods use nothing, busy ones what they request. */
const startingIn = (seconds: number) =>
  podTemplate(
    { cpu: 1 },
    { startup: { containerUs: constant(0), modelUs: constant(0), readyUs: constant(seconds * SECOND) } },
  )
const pods = startingIn(0)
const seen = { pools: [pool({ count: 100 })], policies: { metrics: METRICS_SERVER } }

const hpaAt = (averageUtilization: number, more: object = {}) =>
  podAutoscaler('hpa', {
    maxReplicas: 200,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
    ...more,
  })

function perRequestRate() {
  const options = { metric: 'requests-per-second', min: 1, max: 200 }
  return fc.integer({ min: 20, max: 90 }).map((target) => podAutoscaler('queue-length', { ...options, target }))
}

const stabilised = fc.oneof(
  fc.integer({ min: 20, max: 90 }).map((percent) => hpaAt(percent)),
  fc.integer({ min: 20, max: 90 }).map((percent) => hpaAt(percent, { behavior: {} })),
  perRequestRate(),
)

const steadyPolicies = fc.oneof(
  fc.integer({ min: 20, max: 90 }).map((percent) => hpaAt(percent)),
  fc.integer({ min: 20, max: 90 }).map((percent) => hpaAt(percent, { behavior: {} })),
  fc
    .integer({ min: 1, max: 30 })
    .map((minutes) => podAutoscaler('predictive', { season: `${minutes}m`, every: '30s' })),
  fc.nat(40).map((replicas) => podAutoscaler('scheduled', { schedule: [{ cron: '*/5 * * * *', replicas }] })),
  fc.constantFrom('add', 'multiply').map((safety) => podAutoscaler('load-plus-safety', { safety })),
  perRequestRate(),
)

test('a constant load never flaps: replicas only move one way', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(60),
      steadyPolicies,
      (load, replicas, startSeconds, autoscaler) => {
        const web = service({ pod: startingIn(startSeconds), replicas, load: stepwise([[0, load]]), autoscaler })
        const { decisions } = simulated(30 * MINUTE, { ...seen, workloads: [web] })
        const moves = decisions.map(({ decision }) => {
          const [before = 0, after = 0] = decision.split(' → ').map((part) => Number.parseInt(part, 10))
          return Math.sign(after - before)
        })
        expect(new Set(moves).size).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 60 },
  )
})

// The edges of the wave fall on readings, so that every period reads alike; what happens in the first minutes is the way there.
test('a square wave shorter than the window never scales down, once it has been seen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 100, max: 2000 }),
      fc.integer({ min: 0, max: 90 }),
      stabilised,
      (halfReadings, high, low, autoscaler) => {
        const halfSeconds = halfReadings * 15
        const wave = Array.from({ length: Math.ceil((30 * MINUTE) / halfSeconds) }, (_, half) => {
          return [half * halfSeconds, half % 2 === 0 ? high : low] as const
        })
        const web = service({ pod: pods, replicas: 1, load: stepwise(wave), autoscaler })
        const { decisions } = simulated(30 * MINUTE, { ...seen, workloads: [web] })
        for (const { decision, atSeconds } of decisions) {
          const [before = 0, after = 0] = decision.split(' → ').map((part) => Number.parseInt(part, 10))
          if (atSeconds > 12 * MINUTE) expect(after).toBeGreaterThan(before)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('twice the load at a target of 50 % takes twice the replicas, up to the most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100 }), (replicas, maxReplicas) => {
      const load = replicas * 50
      const web = service({
        pod: pods,
        replicas: Math.min(replicas, maxReplicas),
        load: stepwise([
          [0, load],
          [5 * MINUTE, 2 * load],
        ]),
        autoscaler: hpaAt(50, { maxReplicas }),
      })
      const result = simulated(20 * MINUTE, { ...seen, workloads: [web] })
      expect(summaryOf(result, 'web')['replicas.max']).toBe(Math.min(2 * replicas, maxReplicas))
    }),
    { numRuns: 60 },
  )
})
