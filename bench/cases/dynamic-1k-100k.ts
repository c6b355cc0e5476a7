import type { BenchCase } from '../case.ts'
import { podsCreated, timedRun } from '../run-text.ts'

const DAY_MS = 86_400_000
const PODS_PER_NODE = 100

function scenarioText(pods: number): string {
  return `
apiVersion: simcap/v1
name: dynamic
duration: 24h
cluster:
  nodePools:
    - name: general
      count: ${pods / PODS_PER_NODE}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
workloads:
  - name: batch
    requests: { cpu: 2, memory: 8Gi }
    job:
      arrivals: { every: ${DAY_MS / pods}ms }
      duration: { exponential: 600s }
policies:
  placement: least-allocated
`
}

export const dynamic1k100k: BenchCase = {
  name: 'dynamic-1k-100k',
  doc: 'Places 100,000 batch pods with a mean life of 10 minutes on 1,000 nodes over 24 hours, least-allocated, from text to results.',
  unit: 'pods/s',
  sizes: { small: 4000, full: 100_000 },
  floor: 50_000,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, podsCreated)
  },
}
