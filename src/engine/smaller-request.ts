import { BASE_RESOURCES } from '../model/amounts.ts'
import type { FittingChange, LessOfAResource } from '../model/pod-explanation.ts'
import type { NodeVerdict } from './placement/placement.ts'
import type { Run } from './run.ts'
import type { Trial } from './trial.ts'

const MIB = 1024 * 1024

type SmallerRequest = Extract<FittingChange, { readonly kind: 'requests' }>

/**
 * The least that a pod must ask for less to fit somewhere: over all nodes that turn it down for resources only, the one where it
 * must give up the smallest share of what it asks for.
 */
export function smallerRequest(run: Run, trial: Trial, verdicts: readonly NodeVerdict[]): SmallerRequest | null {
  const { template } = trial
  const modest = trial.classOf({ ...template, requests: {} }).id
  const options = trial.look(() => {
    const stillOut = new Set(run.trial.verdicts(modest).map(({ node }) => node))
    return verdicts.flatMap(({ node, filter, reasons }) => {
      if (filter !== 'NodeResourcesFit' || stillOut.has(node)) return []
      const less = lessOn(run, template.requests, reasons, node)
      return less === null ? [] : [less]
    })
  })
  const [least] = options.sort((a, b) => shareGivenUp(a) - shareGivenUp(b))
  if (least === undefined) return null
  const requests = { ...template.requests, ...Object.fromEntries(least.map((one) => [one.resource, one.atMost])) }
  const node = trial.nodeFor({ ...template, requests })
  return node === null ? null : { kind: 'requests', less: least, node }
}

/** What is short on a node; null where nothing is left of some resource. */
function lessOn(
  { cluster: { nodes, resources } }: Run,
  requests: Readonly<Record<string, number>>,
  reasons: readonly string[],
  node: number,
): LessOfAResource[] | null {
  const less: LessOfAResource[] = []
  for (let r = 0; r < resources.length; r++) {
    const resource = resources[r]
    if (!reasons.includes(`Insufficient ${resource}`)) continue
    const atMost = rounded(resource, nodes.allocatable[r][node] - nodes.requested[r][node])
    if (atMost <= 0) return null
    less.push({ resource, requested: requests[resource] ?? 0, atMost })
  }
  return less
}

/** Down to whole mebibytes, as people write them. */
function rounded(resource: string, free: number): number {
  const isBytes = resource !== 'cpu' && (BASE_RESOURCES as readonly string[]).includes(resource)
  return isBytes && free > MIB ? Math.floor(free / MIB) * MIB : free
}

function shareGivenUp(less: readonly LessOfAResource[]): number {
  return less.reduce((sum, { requested, atMost }) => sum + (requested - atMost) / requested, 0)
}
