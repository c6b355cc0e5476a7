import { expect, test } from 'vitest'
import { simulate } from '../../src/simulate.ts'
import { summaryOf } from '../builders/simulated.ts'
import { load, problemsOf } from '../scenario/loading.ts'

/** A node of 4 cores with room for half of it; a job of 2 cores comes at 200 s, when a node of the autoscaler takes 60 s to boot. */
const scenarioText = (warm: string, autoscaler = 'cluster-autoscaler') => `apiVersion: simcap/v1
name: warm
duration: 15m
cluster:
  nodePools:
    - name: general
      capacity: { cpu: 4, memory: 16Gi }
      bootTime: 60s
      taints: [{ key: dedicated, effect: NoSchedule }]
      ${warm}
workloads:
  - name: batch
    requests: { cpu: 2, memory: 1Gi }
    tolerations: [{ operator: Exists }]
    image: { size: 0 }
    startup: { container: 0s }
    job: { arrivals: { at: [0s, 200s] }, duration: 10m }
policies:
  nodeAutoscaling: ${autoscaler}
`

function run(warm: string, autoscaler?: string) {
  const scenario = load(scenarioText(warm, autoscaler))
  return simulate(scenario, scenario.variants[0])
}

const told = (result: ReturnType<typeof run>) =>
  result.decisions
    .filter(({ actor }) => actor === 'node autoscaler')
    .map(({ atSeconds, decision }) => [atSeconds, decision])

test('a pod takes the place of a placeholder at once, and the autoscaler finds the placeholder another', () => {
  const result = run('warm: { pods: 1, requests: { cpu: 2, memory: 1Gi } }')
  expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(0)
  // The placeholder waits from 200 s on; pods younger than 2 s are not looked at.
  expect(told(result)).toEqual([[210, '+1 general']])
  expect(summaryOf(result, 'general-warm')).toMatchObject({ 'requests.lost': 0, 'replicas.max': 1 })
})

test('several placeholders keep a node of their own from the first look on', () => {
  // One fits beside the first job; for two of three a node is ordered at 10 s, so that the second job has one to push out.
  const result = run('warm: { pods: 3, requests: { cpu: 2, memory: 1Gi } }')
  expect(told(result)[0]).toEqual([10, '+1 general'])
  expect(summaryOf(result, 'batch')['jobs.waitSecondsMean']).toBe(0)
})

test('karpenter finds placeholders a place, too', () => {
  expect(told(run('warm: { pods: 3, requests: { cpu: 2, memory: 1Gi } }', 'karpenter'))[0]).toEqual([2, '+1 general'])
})

test('a workload of the name of the placeholders is a mistake', () => {
  const text = scenarioText('warm: { pods: 1, requests: { cpu: 2, memory: 1Gi } }').replace(
    'name: batch',
    'name: general-warm',
  )
  expect(problemsOf(text)).toEqual([
    'test.yaml:10:13 cluster.nodePools[0].warm: the placeholders are called general-warm, and so is a workload',
  ])
})

test('what a run writes down reads back as the same scenario', () => {
  const { document, variants } = load(scenarioText('warm: { pods: 2, requests: { cpu: 500m, memory: 1Gi } }'))
  expect(load(JSON.stringify(document)).variants[0].workloads).toEqual(variants[0].workloads)
})
