import type { BenchCase } from '../case.ts'
import { timedRun } from '../run-text.ts'

const SERVICES = 50
const NODES_PER_SERVICE = 10

/** A day in which the load of each service goes up and down, with its peak at an hour of its own. */
function scenarioText(services: number): string {
  const workloads = Array.from({ length: services }, (_, i) => {
    const hour = String(i % 24).padStart(2, '0')
    return `
  - name: service-${i}
    replicas: 40
    requests: { cpu: 1, memory: 2Gi }
    service:
      load: { daily: { mean: ${2000 + 20 * i}/s, amplitude: 60%, peakAt: "${hour}:00" } }
      serviceTime: { lognormal: { mean: 45ms, cv: 0.9 } }
      concurrency: 4
      timeout: 2s
      slo: { latency: { p99: 400ms }, availability: 99.9% }`
  })
  return `
apiVersion: simcap/v1
name: fluid-day
duration: 24h
cluster:
  nodePools:
    - name: general
      count: ${services * NODES_PER_SERVICE}
      capacity: { cpu: 16, memory: 64Gi }
workloads:${workloads.join('')}
`
}

export const fluidDay50: BenchCase = {
  name: 'fluid-day-50',
  doc: 'A day of 50 services with service times and promises, as a fluid, on 500 nodes at the default resolution, from text to results.',
  unit: 'services/s',
  sizes: { small: 2, full: SERVICES },
  floor: 34,
  prepare(size) {
    const text = scenarioText(size)
    return () => timedRun(text, () => size)
  },
}
