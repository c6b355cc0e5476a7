import { expect, test } from 'vitest'
import { POD_STAGES, type PodStage } from '../../src/metrics/pod-sample.ts'
import type { PodRecord } from '../../src/results/types.ts'
import { simulate } from '../../src/simulate.ts'
import { load } from '../scenario/loading.ts'

/** A service and jobs that need each other's room, and images that not every node has: policies change who starts when. */
const scenario = load(`apiVersion: simcap/v1
name: common
duration: 2h
seed: 5
cluster:
  nodePools:
    - name: general
      count: 2
      capacity: { cpu: 8, memory: 32Gi }
      limits: { min: 2, max: 12 }
      bootTime: { lognormal: { mean: 90s, cv: 0.5 } }
workloads:
  - name: web
    replicas: 2
    requests: { cpu: 2, memory: 1Gi }
    image: { size: 2Gi }
    startup: { container: { lognormal: { mean: 20s, cv: 0.8 } }, ready: { uniform: [5s, 60s] } }
    service: { load: { daily: { mean: 500/s, amplitude: 90%, peakAt: "01:00" } }, capacityPerReplica: 100/s }
  - name: batch
    requests: { cpu: 3, memory: 1Gi }
    image: { size: 2Gi }
    startup: { container: { exponential: 15s } }
    job: { arrivals: 60/h, duration: { lognormal: { mean: 5m, cv: 0.6 } } }
variants:
  - name: patient
    nodeAutoscaling: pending-pods
    podAutoscaling: { target-utilisation: { target: 80%, max: 30 } }
  - name: eager
    placement: most-allocated
    nodeAutoscaling: pending-pods
    podAutoscaling: { target-utilisation: { target: 50%, max: 30 } }
`)

const [patient, eager] = scenario.variants.map((variant) => simulate(scenario, variant))

/** By number of creation: how long the container took to start and the pod to become ready, in seconds. */
function stages(of: typeof patient, workload: string): Map<number, (number | null)[]> {
  const at = ({ atSeconds }: PodRecord, stage: PodStage) => atSeconds[POD_STAGES.indexOf(stage)]
  const lasted = (pod: PodRecord, from: PodStage, to: PodStage) => {
    const [began, ended] = [at(pod, from), at(pod, to)]
    return began === null || ended === null ? null : Math.round((ended - began) * 1e6) / 1e6
  }
  return new Map(
    (of.pods ?? [])
      .filter((pod) => pod.workload === workload)
      .map((pod) => [pod.number, [lasted(pod, 'starting', 'loading'), lasted(pod, 'loading', 'ready')]]),
  )
}

test('policies change what happens', () => {
  expect(eager.summary['pods.created']).not.toBe(patient.summary['pods.created'])
  expect(eager.summary['pods.pending.secondsTotal']).not.toBe(patient.summary['pods.pending.secondsTotal'])
})

test.each(['web', 'batch'])('the n-th pod of %s takes as long to start under both', (workload) => {
  const [first, second] = [stages(patient, workload), stages(eager, workload)]
  let compared = 0
  for (const [number, times] of first) {
    for (const [stage, seconds] of times.entries()) {
      const other = second.get(number)?.[stage] ?? null
      if (seconds === null || other === null) continue
      compared++
      expect({ number, stage, seconds: other }).toEqual({ number, stage, seconds })
    }
  }
  expect(compared).toBeGreaterThan(workload === 'web' ? 3 : 50)
})

test('jobs come at the same instants', () => {
  const created = (of: typeof patient) =>
    (of.pods ?? []).filter(({ workload }) => workload === 'batch').map(({ atSeconds: [at] }) => at)
  const [first, second] = [created(patient), created(eager)]
  const both = Math.min(first.length, second.length)
  expect(both).toBeGreaterThan(50)
  expect(second.slice(0, both)).toEqual(first.slice(0, both))
  expect(eager.summary['jobs.submitted']).toBe(patient.summary['jobs.submitted'])
})
