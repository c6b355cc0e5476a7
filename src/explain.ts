import { closestNameHint } from './base/closest-name.ts'
import { formatDuration } from './base/time.ts'
import { explainPending } from './engine/explain-pending.ts'
import { runUntil } from './engine/kernel.ts'
import { type PodPlace, PodWatch, type SeenDecision } from './engine/pod-watch.ts'
import type { Run } from './engine/run.ts'
import type { PlacementExplanation, PodExplanation, RankedCandidate } from './model/pod-explanation.ts'
import type { Scenario, Variant } from './model/scenario.ts'
import type { Workload } from './model/workload.ts'
import { profileOf } from './placement-parts.ts'
import { newRun } from './simulate.ts'

/** Candidates that are told of a placement. */
const TOLD = 5

export interface PodQuestion {
  /** `shop-3`, for jobs `report-0-3` (submission, pod), or a workload for its first pending pod, else its latest. */
  readonly pod: string
  /** Everything up to and including this instant has happened; null: when the pod got its node, or the end if it did not. */
  readonly atUs: number | null
}

/** Why nothing could be explained, and the way out. */
export interface UnknownPod {
  readonly problem: string
  readonly hint: string | null
}

/** Runs a variant as far as it takes to say why a pod is on its node, or on none. */
export function explainPod(scenario: Scenario, variant: Variant, question: PodQuestion): PodExplanation | UnknownPod {
  const { atUs } = question
  if (atUs !== null && atUs > scenario.durationUs) {
    return {
      problem: `the run ends at ${formatDuration(scenario.durationUs)}, before ${formatDuration(atUs)}`,
      hint: 'ask for an instant in between',
    }
  }
  const named = placeNamed(question.pod, variant)
  if ('problem' in named) return named
  const ask = { ...named, scenario, variant, atUs }
  if (named.place !== null) return explainPlace({ ...ask, place: named.place })
  const { watch } = watched(ask, atUs ?? scenario.durationUs)
  const place = watch.mostInteresting
  return place === null ? notYet(ask, watch) : explainPlace({ ...ask, place })
}

interface Ask {
  readonly scenario: Scenario
  readonly variant: Variant
  readonly workload: Workload
  readonly index: number
  readonly place: PodPlace | null
  readonly atUs: number | null
}

function explainPlace(ask: Ask & { readonly place: PodPlace }): PodExplanation | UnknownPod {
  const { scenario, variant, workload, place, atUs } = ask
  const { run, watch } = watched(ask, atUs ?? scenario.durationUs)
  const { target, decision } = watch
  if (target === null) return notYet(ask, watch)
  const state = watch.stateOf(target)
  // Given up before it had a node: how it stood while it was there.
  if (atUs === null && decision === null && state === 'gone') return explainPlace({ ...ask, atUs: target.createdUs })
  return {
    pod: nameOf(workload, place),
    workload: workload.name,
    variant: variant.name,
    atSeconds: (atUs ?? decision?.atUs ?? scenario.durationUs) / 1e6,
    createdSeconds: target.createdUs / 1e6,
    state,
    pending: state === 'pending' ? explainPending(run, target.row) : null,
    placement: decision === null ? null : placementOf(decision, profileOf(variant.policies.placement).ties),
  }
}

/** A run with a watch on the workload, and on one of its pods if that is known; without an instant it stops when that has a node. */
function watched({ scenario, variant, index, place, atUs }: Ask, untilUs: number): { run: Run; watch: PodWatch } {
  const run = newRun(scenario, variant)
  const watch = new PodWatch(run, index, place)
  run.watch = watch
  runUntil(run, untilUs, () => atUs === null && watch.decision !== null)
  return { run, watch }
}

function placementOf(decision: SeenDecision, ties: 'first' | 'random'): PlacementExplanation {
  const { atUs, node, ranking, names, wasPromised } = decision
  const { nodes, totals, scores } = ranking
  const best = Array.from(nodes, (_, i) => i).sort((a, b) => totals[b] - totals[a] || a - b)
  const at = best.findIndex((i) => nodes[i] === node)
  const top = totals[best[at]]
  const told = at < TOLD ? best.slice(0, TOLD) : [...best.slice(0, TOLD - 1), best[at]]
  const candidate = (i: number): RankedCandidate => ({
    rank: best.indexOf(i) + 1,
    node: names[nodes[i]],
    chosen: nodes[i] === node,
    total: totals[i],
    scores: scores.map(({ plugin, weight, values }) => ({ plugin, score: values[i], weight })),
  })
  return {
    atSeconds: atUs / 1e6,
    node: names[node],
    wasPromised,
    feasible: nodes.length,
    equals: at === -1 ? 0 : best.filter((i) => totals[i] === top).length,
    ties,
    candidates: told.map(candidate),
  }
}

function nameOf({ kind, name }: Workload, { batch, index }: PodPlace): string {
  return kind === 'job' ? `${name}-${batch}-${index}` : `${name}-${index}`
}

/** The workload and the place that a pod's name stands for; of names that begin alike the longest counts. */
function placeNamed(pod: string, { workloads }: Variant): UnknownPod | Pick<Ask, 'workload' | 'index' | 'place'> {
  const named = workloads
    .map((workload, index) => ({ workload, index }))
    .filter(({ workload: { name } }) => pod === name || pod.startsWith(`${name}-`))
    .sort((a, b) => b.workload.name.length - a.workload.name.length)
  for (const { workload, index } of named) {
    const numbers = pod.slice(workload.name.length + 1)
    if (numbers === '') return { workload, index, place: null }
    const [, batch = '0', last] = (workload.kind === 'job' ? /^(\d+)-(\d+)$/ : /^()(\d+)$/).exec(numbers) ?? []
    if (last !== undefined) return { workload, index, place: { batch: Number(batch), index: Number(last) } }
  }
  const [known] = named
  if (known === undefined) {
    const names = workloads.map(({ name }) => name)
    return { problem: `no workload has a pod "${pod}"`, hint: closestNameHint(pod.replace(/(-\d+)+$/, ''), names) }
  }
  const { workload } = known
  const form = workload.kind === 'job' ? 'by submission and pod' : 'by number'
  return {
    problem: `"${pod}" is not the name of a pod of ${workload.name}`,
    hint: `they are named ${form}, from ${nameOf(workload, { batch: 0, index: 0 })} on`,
  }
}

/** There has been no such pod; how many there have been. */
function notYet({ workload, place, atUs }: Ask, { counts }: PodWatch): UnknownPod {
  const when = atUs === null ? 'in this run' : `by ${formatDuration(atUs)}`
  const problem =
    place === null ? `${workload.name} has no pod ${when}` : `there is no ${nameOf(workload, place)} ${when}`
  const pods = counts.reduce((sum, count) => sum + count, 0)
  if (pods === 0) return { problem, hint: place === null ? null : `${workload.name} has no pod at all ${when}` }
  const last = counts.length - 1
  const names = [
    { batch: 0, index: 0 },
    { batch: last, index: counts[last] - 1 },
  ].map((each) => nameOf(workload, each))
  const had = pods === 1 ? `1 pod ${when}: ${names[0]}` : `${pods} pods ${when}: ${names.join(' to ')}`
  return { problem, hint: `${workload.name} has had ${had}` }
}
