import { expect, test } from 'vitest'
import { SECOND } from '../builders/amounts.ts'
import { constant, podAutoscaler, podTemplate, service, steady } from '../builders/model.ts'
import { simulated, summaryOf } from '../builders/simulated.ts'

/** Two replicas that work on up to 100 requests of so many seconds at once; one of them has to go after 16 minutes. */
function lost(serviceSeconds: number, graceSeconds: number, fidelity: 'fluid' | 'requests', perSecond: number) {
  const web = service({
    pod: podTemplate({ cpu: 1 }, { terminationUs: graceSeconds * SECOND }),
    replicas: 2,
    serviceTimeUs: constant(serviceSeconds * SECOND),
    placesPerReplica: 100,
    capacityPerReplicaPerSecond: 100 / serviceSeconds,
    timeoutUs: 600 * SECOND,
    fidelity,
    load: steady(perSecond),
    autoscaler: podAutoscaler('scheduled', { schedule: [{ cron: '16 * * * *', replicas: 1 }] }),
  })
  return summaryOf(simulated(2000, { workloads: [web] }), 'web')['requests.lost'] as number
}

/*
 * 0.9/s for two replicas of 100 / 100 s = 1/s: each works on 45 requests. Those of the one that goes have any part of their 100 s still before
 * them, so 45 × (100 − 30) / 100 = 31.5 are not done after 30 s; counted one by one their number is drawn (standard deviation 5.6).
 */
test('what outlasts the grace period is lost', () => {
  expect(lost(100, 30, 'fluid', 0.9)).toBeCloseTo(31.5, 9)
  expect(Math.abs(lost(100, 30, 'requests', 0.9) - 31.5)).toBeLessThan(3 * 5.6)
})

test.each(['fluid', 'requests'] as const)('what is done within the grace period is not lost (%s)', (fidelity) => {
  expect(lost(100, 100, fidelity, 0.9)).toBe(0)
  expect(lost(10, 30, fidelity, 9)).toBe(0)
})
