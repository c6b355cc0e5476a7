import type { BenchCase } from '../case.ts'
import { timedRun } from '../run-text.ts'

/** Looks of one pod autoscaler in a day: every 15 s, the first one at 15 s. */
const LOOKS = 86_400 / 15 - 1

/** Two pods to a node; the peaks of the services fall within eight hours, so that the cluster breathes: about 380 nodes on average, 500 at most. */
function scenarioText(services: number): string {
  const names = Array.from({ length: services }, (_, i) => `service-${i}`)
  return `
apiVersion: simcap/v1
name: autoscale-day
duration: 24h
cluster:
  nodePools:
    - name: general
      count: ${services * 10}
      capacity: { cpu: 16, memory: 64Gi, pods: 110 }
      limits: { min: 0, max: ${services * 10} }
workloads:
${names
  .map(
    (name, i) => `  - name: ${name}
    replicas: 10
    requests: { cpu: 8, memory: 16Gi }
    service:
      load: { daily: { mean: ${500 + 20 * i}/s, amplitude: 80%, peakAt: "${String(8 + (i % 8)).padStart(2, '0')}:00" } }
      capacityPerReplica: 100/s`,
  )
  .join('\n')}
policies:
  nodeAutoscaling: cluster-autoscaler
  podAutoscaling:
    hpa:
      maxReplicas: 100
      metrics:
        - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }
`
}

export const autoscaleDay50: BenchCase = {
  name: 'autoscale-day-50',
  doc: 'A day of 50 services, each with a horizontal pod autoscaler that looks every 15 s, on up to 500 nodes of a cluster-autoscaler that looks every 10 s, from text to results.',
  unit: 'decisions/s',
  sizes: { small: 2, full: 50 },
  floor: 144_000,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, () => size * LOOKS)
  },
}
