import type { BenchCase } from '../case.ts'
import { podsCreated, timedRun } from '../run-text.ts'

const DAY_MS = 86_400_000
const PODS_PER_NODE = 10

/** Together 78 % of the cpu and 66 % of the memory when all have come. */
const REQUESTS = [
  '{ cpu: 1, memory: 2Gi }',
  '{ cpu: 2, memory: 8Gi }',
  '{ cpu: 3, memory: 8Gi }',
  '{ cpu: 4, memory: 16Gi }',
] as const

/** Pods of four sizes come in turn all day long, and none leaves. */
function scenarioText(pods: number): string {
  const jobs = REQUESTS.map(
    (requests, i) => `
  - name: batch-${i}
    requests: ${requests}
    job:
      arrivals: { every: ${(DAY_MS * REQUESTS.length) / pods}ms }
      duration: 48h`,
  )
  return `
apiVersion: simcap/v1
name: first-fit
duration: 24h
cluster:
  nodePools:
    - name: general
      count: ${pods / PODS_PER_NODE}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
workloads:${jobs.join('')}
policies:
  placement: first-fit
`
}

export const firstfit10k100k: BenchCase = {
  name: 'firstfit-10k-100k',
  doc: 'Places 100,000 pods of four sizes that stay on 10,000 nodes, first-fit, from text to results.',
  unit: 'pods/s',
  sizes: { small: 4000, full: 100_000 },
  floor: 100_000,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, podsCreated)
  },
}
