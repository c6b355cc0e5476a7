import type { BenchCase } from '../case.ts'
import { runText, timedRun } from '../run-text.ts'

const NODES = 1000
const PODS_PER_NODE = 16

/** Pods that leave in the hour; each makes room for one that waits. */
const DEPARTURES = 3600

/** Classes that wait, of different sizes, so that not all wait for the same. */
const WAITING = [
  '{ cpu: 2, memory: 8Gi }',
  '{ cpu: 2, memory: 4Gi }',
  '{ cpu: 4, memory: 8Gi }',
  '{ cpu: 1, memory: 8Gi }',
]

/** The nodes are full from the first second on. Every second or so a pod leaves; `waiting` more are there from the first minute on. */
function scenarioText(waiting: number): string {
  const running = NODES * PODS_PER_NODE
  const jobs = WAITING.map(
    (requests, i) => `
  - name: waiting-${i}
    requests: ${requests}
    job:
      arrivals: { at: [1m] }
      parallelism: ${waiting / WAITING.length}
      duration: 2h`,
  )
  return `
apiVersion: simcap/v1
name: full
duration: 1h
cluster:
  nodePools:
    - name: general
      count: ${NODES}
      capacity: { cpu: 32, memory: 128Gi, pods: 110 }
workloads:
  - name: running
    requests: { cpu: 2, memory: 8Gi }
    job:
      arrivals: { at: [0s] }
      parallelism: ${running}
      duration: { exponential: ${(3600 * running) / DEPARTURES}s }${jobs.join('')}
policies:
  placement: kube-default
`
}

export const full100kWaiting: BenchCase = {
  name: 'full-100k-waiting',
  doc: 'Runs a full cluster of 1,000 nodes for an hour while 100,000 pods wait and a pod leaves each second, from text to results.',
  unit: 'events/s',
  sizes: { small: 400, full: 100_000 },
  floor: 10_000,
  prepare(size) {
    const tenth = scenarioText(size / 10)
    const text = scenarioText(size)
    return () => {
      const start = performance.now()
      runText(tenth)
      const secondsOfTenth = (performance.now() - start) / 1000
      const outcome = timedRun(text, ({ variants }) => variants[0].eventCount)
      return {
        ...outcome,
        points: { [`${size / 10} waiting, s`]: secondsOfTenth, [`${size} waiting, s`]: outcome.seconds ?? 0 },
      }
    }
  },
}
