import { expect, test } from 'vitest'
import { autoscaler, decision } from './views.ts'

test.each([0, 1, 7])('%d replicas stay, whatever the load', (replicasDesired) => {
  expect(decision('static', {}, { replicasDesired, loadPerSecond: 1e6, cpuUtilisation: 9 }).replicas).toBe(
    replicasDesired,
  )
})

test('it is never asked', () => {
  expect(autoscaler('static').everyUs).toBeNull()
})
