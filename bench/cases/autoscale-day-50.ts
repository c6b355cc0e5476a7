import type { BenchCase } from '../case.ts'
import { timedRun } from '../run-text.ts'

/** Looks of one autoscaler in a day: every 15 s, the first one at 15 s. */
const LOOKS = 86_400 / 15 - 1

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
workloads:
${names
  .map(
    (name, i) => `  - name: ${name}
    replicas: 10
    requests: { cpu: 1, memory: 2Gi }
    service:
      load: { daily: { mean: ${500 + 20 * i}/s, amplitude: 80%, peakAt: "${String(i % 24).padStart(2, '0')}:00" } }
      capacityPerReplica: 100/s`,
  )
  .join('\n')}
policies:
  podAutoscaling:
    hpa:
      maxReplicas: 100
      metrics:
        - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }
`
}

export const autoscaleDay50: BenchCase = {
  name: 'autoscale-day-50',
  doc: 'A day of 50 services on 500 nodes, each with a horizontal pod autoscaler that looks every 15 s, from text to results.',
  unit: 'decisions/s',
  sizes: { small: 2, full: 50 },
  floor: 144_000,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, () => size * LOOKS)
  },
}
