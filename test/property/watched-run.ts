import { checkInvariants } from '../../src/cluster/invariants.ts'
import { NODE_BOOTING, NODE_READY } from '../../src/cluster/node-table.ts'
import { POD_FREE, POD_PENDING, POD_READY } from '../../src/cluster/pod-table.ts'
import type { Run } from '../../src/engine/run.ts'
import type { TimeWeighted } from '../../src/metrics/time-weighted.ts'
import type { Change } from '../oracle/time-weighted-log.ts'

/** What an onlooker noted of a run that it counted itself, never asking the engine's own counters. */
export interface Notes {
  readonly broken: string[]
  /** By name of the level: when it was seen to have changed. */
  readonly logs: Map<string, Change[]>
  run: Run | null
}

export function newNotes(): Notes {
  return { broken: [], logs: new Map(), run: null }
}

/** Looks at the whole run before each event. */
export function watch(run: Run, notes: Notes): void {
  notes.run = run
  const { queue } = run
  const pop = queue.pop.bind(queue)
  let lastUs = 0
  queue.pop = () => {
    look(run, notes)
    const more = pop()
    if (more && queue.nowUs < lastUs) notes.broken.push(`time ran backwards, from ${lastUs} to ${queue.nowUs}`)
    lastUs = queue.nowUs
    return more
  }
}

function look(run: Run, notes: Notes): void {
  for (const sentence of checkInvariants(run.cluster)) notes.broken.push(`at ${run.nowUs}: ${sentence}`)
  for (const [name, counted, told] of levels(run)) {
    if (counted !== told.level) notes.broken.push(`at ${run.nowUs}: ${name} is ${counted}, metrics say ${told.level}`)
    const log = notes.logs.get(name) ?? []
    if (counted !== (log.at(-1)?.level ?? 0)) log.push({ atUs: run.nowUs, level: counted })
    notes.logs.set(name, log)
  }
}

type Level = readonly [name: string, counted: number, told: TimeWeighted]

function levels(run: Run): Level[] {
  const { pods } = run.cluster
  const count = (accept: (pod: number) => boolean) => {
    let found = 0
    for (let pod = 0; pod < pods.rows; pod++) if (pods.state[pod] !== POD_FREE && accept(pod)) found++
    return found
  }
  const all: Level[] = [
    ['pods.pending', count((pod) => pods.state[pod] === POD_PENDING), run.metrics.pods.pending],
    ['pods.onNodes', count((pod) => pods.node[pod] !== -1), run.metrics.pods.onNodes],
  ]
  for (const { kind, index, metrics, podClass, use } of run.workloads) {
    const ofWorkload = (pod: number) => pods.workload[pod] === index
    const ready = count((pod) => ofWorkload(pod) && pods.state[pod] === POD_READY)
    all.push([`w${index}.ready`, ready, kind === 'job' ? metrics.running : metrics.ready])
    const onNodes = count((pod) => ofWorkload(pod) && pods.node[pod] !== -1)
    for (const { resource } of use) {
      all.push([`w${index}.requested.${resource}`, onNodes * podClass.requests[resource], metrics.allocated[resource]])
    }
  }
  return [...all, ...nodeLevels(run)]
}

function nodeLevels(run: Run): Level[] {
  const { nodes, order } = run.cluster
  const existing = Array.from(order.rows.subarray(0, order.count))
  const all: Level[] = []
  for (const { index, spec, metrics } of run.pools) {
    const ready = existing.filter((row) => nodes.pool[row] === index && nodes.state[row] === NODE_READY).length
    const booting = existing.filter((row) => nodes.pool[row] === index && nodes.state[row] === NODE_BOOTING).length
    all.push([`pool${index}.ready`, ready, metrics.ready], [`pool${index}.booting`, booting, metrics.booting])
    all.push([`pool${index}.cost`, (ready + booting) * spec.pricePerHour, metrics.costPerHour])
  }
  run.metrics.allocatable.forEach((told, r) => {
    const ready = existing.filter((row) => nodes.state[row] === NODE_READY)
    all.push([`allocatable.${r}`, ready.reduce((sum, row) => sum + nodes.allocatable[r][row], 0), told])
  })
  return all
}
