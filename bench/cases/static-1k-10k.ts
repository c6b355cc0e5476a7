import type { BenchCase } from '../case.ts'
import { podsCreated, timedRun } from '../run-text.ts'

const PODS_PER_NODE = 10

/** Requests of the deployments: together they take 70 % of the cpu and 47 % of the memory. */
const DEPLOYMENTS = [
  { name: 'web', requests: '{ cpu: 1, memory: 2Gi }' },
  { name: 'api', requests: '{ cpu: 2, memory: 4Gi }' },
  { name: 'cache', requests: '{ cpu: 2, memory: 10Gi }' },
  { name: 'search', requests: '{ cpu: 4, memory: 8Gi }' },
] as const

function scenarioText(pods: number): string {
  const workloads = DEPLOYMENTS.map(
    ({ name, requests }) => `
  - name: ${name}
    replicas: ${pods / DEPLOYMENTS.length}
    requests: ${requests}
    service: { load: 1000/s, capacityPerReplica: 100/s }`,
  )
  return `
apiVersion: simcap/v1
name: static
duration: 1m
cluster:
  nodePools:
    - name: general
      count: ${pods / PODS_PER_NODE}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
      zones: [zone-a, zone-b, zone-c]
workloads:${workloads.join('')}
policies:
  placement: kube-default
`
}

export const static1k10k: BenchCase = {
  name: 'static-1k-10k',
  doc: 'Places 10,000 pods of four deployments behind services on 1,000 nodes at once, kube-default, from text to results.',
  unit: 'pods/s',
  sizes: { small: 400, full: 10_000 },
  floor: 10_000,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, podsCreated)
  },
}
