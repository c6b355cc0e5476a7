import { randomStream } from '../../src/base/random.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { createRun } from '../../src/engine/create-run.ts'
import { runToEnd } from '../../src/engine/kernel.ts'
import type { Run } from '../../src/engine/run.ts'
import type { QueueRules } from '../../src/engine/scheduling-queue/backoff.ts'
import { buildCurve } from '../../src/load/build.ts'
import { BASE_RESOURCES } from '../../src/model/amounts.ts'
import type { Variant } from '../../src/model/scenario.ts'
import { placementParts } from '../../src/placement-parts.ts'
import { bestFitDevice } from '../../src/policies/device/best-fit.ts'
import { staticNodes } from '../../src/policies/node-autoscaler/static.ts'
import { PLACEMENTS } from '../../src/policies/placement/registry.ts'
import { staticReplicas } from '../../src/policies/pod-autoscaler/static.ts'
import { SECOND } from '../builders/amounts.ts'

/** What a run did: `12 s: a is on n0`, one line for each pod that comes to a node or leaves it. */
export interface RunLog {
  readonly run: Run
  readonly lines: readonly string[]
}

/** Runs a variant whose autoscalers do nothing, and checks the cluster after every event. */
export function runLog(variant: Variant, seconds: number, queueRules: Partial<QueueRules> = {}): RunLog {
  const stream = (path: string) => randomStream(1, path)
  const profile = PLACEMENTS.find(({ name }) => name === variant.policies.placement.name)
  if (profile === undefined) throw new Error(`no placement ${variant.policies.placement.name}`)
  const around = {
    durationUs: seconds * SECOND,
    startEpochMs: null,
    startOfDayUs: 0,
    startOfWeekUs: 0,
    stream,
    sharedStream: stream,
  }
  const clock = { durationUs: seconds * SECOND, localStartMs: null }
  const run = createRun({
    durationUs: seconds * SECOND,
    resolutionUs: SECOND,
    variant,
    resources: BASE_RESOURCES,
    placement: placementParts(profile.profile(variant.policies.placement.options)),
    devices: bestFitDevice,
    preemption: undefined,
    nodeAutoscaler: staticNodes.create({}, stream('node-autoscaler')),
    podAutoscalers: new Map(
      variant.workloads.flatMap((one, i) =>
        one.kind === 'service' ? [[i, staticReplicas.create({}, one, clock)]] : [],
      ),
    ),
    curves: new Map(
      variant.workloads.flatMap((one, i) => (one.kind === 'service' ? [[i, buildCurve(one.load, around)]] : [])),
    ),
    queueRules,
    outside: new Map(),
    stream,
  })
  const lines: string[] = []
  note(run, lines)
  runToEnd(run, () => {})
  return { run, lines }
}

function note(run: Run, lines: string[]): void {
  const { cluster } = run
  const { nodes, pods } = cluster
  const name = (pod: number) => run.workloads[pods.workload[pod]].spec.name
  const say = (pod: number, what: string) => lines.push(`${run.nowUs / SECOND} s: ${name(pod)} ${what}`)
  const bind = cluster.bind.bind(cluster)
  const setTerminating = cluster.setTerminating.bind(cluster)
  const removePod = cluster.removePod.bind(cluster)
  cluster.bind = (pod, node, nowUs) => {
    bind(pod, node, nowUs)
    if (!cluster.forked) say(pod, `is on ${nodes.names[node]}`)
  }
  cluster.setTerminating = (pod) => {
    setTerminating(pod)
    say(pod, `must leave ${nodes.names[pods.node[pod]]}`)
  }
  cluster.removePod = (pod, nowUs) => {
    const node = pods.node[pod]
    if (node !== -1) say(pod, `has left ${nodes.names[node]}`)
    removePod(pod, nowUs)
    const broken = checkInvariants(cluster)
    if (broken.length > 0) throw new Error(broken.join('\n'))
  }
}
