import { NODE_BOOTING, NODE_READY } from '../cluster/node-table.ts'
import type { GangExplanation, PendingExplanation } from '../model/pod-explanation.ts'
import { verdictsOf } from './find-node.ts'
import { fittingChanges } from './fitting-changes.ts'
import { gangOf, placesTogether, waitingMembers } from './place-gang.ts'
import type { Run } from './run.ts'

/** Why a pending pod has no node. For a run that is not continued. */
export function explainPending(run: Run, pod: number): PendingExplanation {
  const { order, nodes } = run.cluster
  const rows = order.rows.slice(0, order.count)
  const ready = readyNodes(run)
  const verdicts = verdictsOf(run, pod)
  const rejected = new Set(verdicts.map(({ node }) => node))
  const feasible = Array.from(ready).filter((row) => !rejected.has(row))
  const reasons = counted(verdicts.flatMap((verdict) => verdict.reasons))
  const promised = run.nominations.of(pod)
  return {
    nodes: ready.length,
    booting: rows.filter((row) => nodes.state[row] === NODE_BOOTING).length,
    message: fitError(feasible.length, ready.length, reasons),
    reasons: reasons
      .map(([reason, count]) => ({ reason, nodes: count }))
      .sort((a, b) => b.nodes - a.nodes || (a.reason < b.reason ? -1 : 1)),
    filters: counted(verdicts.map(({ filter }) => filter)).map(([filter, count]) => ({ filter, nodes: count })),
    feasible: feasible.map((row) => nodes.names[row]),
    ...explainGang(run, pod),
    promisedNode: promised === -1 ? null : nodes.names[promised],
    changes: feasible.length > 0 ? [] : fittingChanges(run, pod, verdicts),
  }
}

/** How many would come together, and what keeps the next one out. */
function explainGang(run: Run, pod: number): { readonly gang?: GangExplanation } {
  const found = gangOf(run, pod)
  if (found === null) return {}
  const { job, batch, gang, onNodes, wanted } = found
  let blocked: string | null = null
  const places = placesTogether(run, waitingMembers(run, pod, batch), job.podClass, (member) => {
    blocked = fitErrorOf(run, member)
  })
  const waitsUntilUs = batch.gathered || gang.timeoutUs === null ? null : batch.submittedUs + gang.timeoutUs
  return {
    gang: {
      members: batch.podCount,
      onNodes,
      needed: wanted,
      placeable: places.length,
      blocked,
      timeoutAtSeconds: waitsUntilUs === null ? null : waitsUntilUs / 1e6,
    },
  }
}

function fitErrorOf(run: Run, pod: number): string {
  const verdicts = verdictsOf(run, pod)
  const ready = readyNodes(run)
  return fitError(ready.length - verdicts.length, ready.length, counted(verdicts.flatMap(({ reasons }) => reasons)))
}

function readyNodes({ cluster: { order, nodes } }: Run): Int32Array {
  return order.rows.slice(0, order.count).filter((row) => nodes.state[row] === NODE_READY)
}

/** In order of first appearance, which for filters is their own. */
function counted(words: readonly string[]): [word: string, count: number][] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
}

/** kube-scheduler's FitError (pkg/scheduler/framework/types.go), which sorts "3 Insufficient cpu" and its like as texts. */
function fitError(
  feasible: number,
  nodes: number,
  reasons: readonly (readonly [reason: string, count: number])[],
): string {
  if (nodes === 0) return 'no nodes available to schedule pods'
  const histogram = reasons.map(([reason, count]) => `${count} ${reason}`).sort()
  const because = histogram.length === 0 ? '' : `: ${histogram.join(', ')}.`
  return `${feasible}/${nodes} nodes are available${because}`
}
