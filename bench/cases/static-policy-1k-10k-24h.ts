import type { BenchCase } from '../case.ts'
import { runText } from '../run-text.ts'

const DAY_SECONDS = 86_400
const PODS_PER_NODE = 10

/** `pods` pods at even distances over a day, on a tenth as many nodes. */
function scenarioText(pods: number): string {
  return `
apiVersion: simcap/v1
name: static-policy
duration: 24h
cluster:
  nodePools:
    - name: general
      count: ${Math.ceil(pods / PODS_PER_NODE)}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
workloads:
  - name: batch
    requests: { cpu: 2, memory: 8Gi }
    job:
      arrivals: { every: ${(DAY_SECONDS * 1000) / pods}ms }
      duration: { exponential: 600s }
policies:
  placement: least-allocated
`
}

export const staticPolicy: BenchCase = {
  name: 'static-policy-1k-10k-24h',
  doc: 'Places 10,000 batch pods with a mean life of 10 minutes on 1,000 nodes over 24 hours, least-allocated, from text to results.',
  unit: 'pods/s',
  sizes: { small: 400, full: 10_000 },
  floor: 3400,
  prepare(size) {
    const text = scenarioText(size)
    return () => {
      const { digest, variants } = runText(text)
      return { work: variants[0].summary['pods.created'] ?? 0, hash: digest }
    }
  },
}
