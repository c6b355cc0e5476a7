import type { Results } from '../../src/results/types.ts'
import type { BenchCase } from '../case.ts'
import { runText, timedRun } from '../run-text.ts'

const WAITING_PER_NODE = 100
const PODS_PER_NODE = 16

/** Classes that wait, of different sizes, so that not all wait for the same. */
const WAITING = [
  '{ cpu: 2, memory: 8Gi }',
  '{ cpu: 2, memory: 4Gi }',
  '{ cpu: 4, memory: 8Gi }',
  '{ cpu: 1, memory: 8Gi }',
]

/** All nodes are full from the start; of 16,000 pods with a mean life of 16,000 s one leaves each second. The others come after a minute. */
function scenarioText(nodes: number, waiting: number): string {
  const jobs = WAITING.map(
    (requests, i) => `
  - name: waiting-${i}
    requests: ${requests}
    job:
      arrivals: { at: [1m] }
      parallelism: ${waiting / WAITING.length}
      duration: { exponential: 16000s }`,
  )
  return `
apiVersion: simcap/v1
name: full
duration: 2h
cluster:
  nodePools:
    - name: general
      count: ${nodes}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
workloads:
  - name: running
    requests: { cpu: 2, memory: 8Gi }
    job:
      arrivals: { at: [0s] }
      parallelism: ${nodes * PODS_PER_NODE}
      duration: { exponential: 16000s }${jobs.join('')}
policies:
  placement: kube-default
`
}

export const full100kWaiting: BenchCase = {
  name: 'full-100k-waiting',
  doc: 'Runs a full cluster of 1,000 nodes for two hours while 100,000 pods wait and a pod leaves each second, from text to results.',
  unit: 'events/s',
  sizes: { small: 4000, full: 100_000 },
  floor: 20_000,
  prepare(size) {
    const nodes = size / WAITING_PER_NODE
    return () => {
      const outcome = timedRun(scenarioText(nodes, size), events)
      const costs = [size / 10, size].map((waiting) => {
        const start = performance.now()
        const count = events(runText(scenarioText(nodes, waiting)))
        return [`${waiting} waiting, µs per event`, ((performance.now() - start) * 1000) / count] as const
      })
      return { ...outcome, points: Object.fromEntries(costs) }
    }
  },
}

function events({ variants: [{ eventCount }] }: Results): number {
  return eventCount
}
