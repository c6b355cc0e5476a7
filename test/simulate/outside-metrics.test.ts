import { expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { load } from '../scenario/loading.ts'

// 100 parcels for each replica; the reading of 10 min is seen at 10 min and 1 s, so the look of 10 min 15 s is the first to know.
test('a curve that no request follows scales a service, as late as the metrics pipeline shows it', () => {
  const scenario = load(`apiVersion: simcap/v1
name: outside
duration: 20m
curves: { parcels: { steps: [{ at: 0s, rate: 200/s }, { at: 10m, rate: 600/s }] } }
cluster: { nodePools: [{ name: general, capacity: { cpu: 8, memory: 32Gi } }] }
workloads:
  - { name: sorter, replicas: 2, requests: { cpu: 1, memory: 1Gi }, service: { load: 10/s, capacityPerReplica: 100/s } }
policies:
  podAutoscaling:
    hpa:
      maxReplicas: 6
      metrics: [{ type: External, external: { metric: { name: parcels }, target: { type: AverageValue, averageValue: 100 } } }]
`)
  expect(scenario.notes).toEqual([])
  const { decisions } = simulate(scenario, scenario.variants[0])
  expect(decisions.map(({ atSeconds, decision, reason }) => [atSeconds, decision, reason])).toEqual([
    [615, '2 → 4 replicas', 'parcels at 300, target 100 per pod, wants 6: ScaleUpLimit'],
    [630, '4 → 6 replicas', 'parcels at 150, target 100 per pod'],
  ])
})
