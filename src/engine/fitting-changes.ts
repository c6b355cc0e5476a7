import type { FittingChange } from '../model/pod-explanation.ts'
import type { PodScheduling } from '../model/scheduling.ts'
import { addNode } from './apply/nodes.ts'
import type { NodeVerdict } from './placement/placement.ts'
import type { PoolState, Run } from './run.ts'
import { smallerRequest } from './smaller-request.ts'
import { type Trial, trialFor } from './trial.ts'

/** Up to here, asking for less is a smaller change than giving up a rule. */
const SLIGHTLY_LESS = 0.1

/**
 * Single changes under which a pending pod would fit, each tried in a fork with the real filters. Cheapest first: slightly smaller
 * requests, one rule given up or loosened, smaller requests, one more node of the cheapest pool. For a run that is not continued:
 * the classes of the pods that were tried stay known.
 */
export function fittingChanges(run: Run, pod: number, verdicts: readonly NodeVerdict[]): FittingChange[] {
  const trial = trialFor(run, pod)
  const rejecting = new Set(verdicts.map(({ filter }) => filter))
  const rules = [
    ...(rejecting.has('TaintToleration') ? tolerations(run, trial) : []),
    ...(rejecting.has('PodTopologySpread') ? looserSpreads(run, trial) : []),
    ...(rejecting.has('InterPodAffinity') ? droppedTerms(trial) : []),
    ...(rejecting.has('NodeAffinity') ? droppedSelectors(trial) : []),
  ]
  const less = rejecting.has('NodeResourcesFit') ? smallerRequest(run, trial, verdicts) : null
  const requests = less === null ? [] : [less]
  const slightly = less?.less.every((one) => one.requested - one.atMost <= SLIGHTLY_LESS * one.requested)
  return [...(slightly === true ? [...requests, ...rules] : [...rules, ...requests]), ...moreNodes(run, trial)]
}

function tolerations({ cluster }: Run, { template, nodeFor }: Trial): FittingChange[] {
  const taints = new Map(
    cluster.nodes.groups.flatMap((group) => group.taints.map((taint) => [JSON.stringify(taint), taint] as const)),
  )
  return [...taints.values()].flatMap((taint) => {
    if (taint.effect === 'PreferNoSchedule') return []
    const { key, value } = taint
    const effect = taint.effect as 'NoSchedule' | 'NoExecute'
    const toleration = { key, operator: 'Equal', value, effect } as const
    const node = nodeFor({ ...template, tolerations: [...template.tolerations, toleration] })
    return node === null ? [] : [{ kind: 'toleration' as const, taint: { key, value, effect }, node }]
  })
}

function looserSpreads({ cluster }: Run, { template, nodeFor }: Trial): FittingChange[] {
  const { scheduling } = template
  const constraints = scheduling.topologySpreadConstraints
  return constraints.flatMap((constraint, index): FittingChange[] => {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') return []
    const { topologyKey, maxSkew } = constraint
    const withSkew = (skew: number) =>
      nodeFor({
        ...template,
        scheduling: {
          ...scheduling,
          topologySpreadConstraints: constraints.with(index, { ...constraint, maxSkew: skew }),
        },
      })
    let enough = maxSkew + cluster.pods.rows + 1
    if (withSkew(enough) === null) {
      const node = nodeFor({
        ...template,
        scheduling: { ...scheduling, topologySpreadConstraints: constraints.toSpliced(index, 1) },
      })
      return node === null ? [] : [{ kind: 'spread', topologyKey, maxSkew, neededSkew: null, node }]
    }
    let tooLittle = maxSkew
    while (enough - tooLittle > 1) {
      const middle = Math.floor((enough + tooLittle) / 2)
      if (withSkew(middle) === null) tooLittle = middle
      else enough = middle
    }
    const node = withSkew(enough) ?? ''
    return [{ kind: 'spread', topologyKey, maxSkew, neededSkew: enough, node }]
  })
}

/** Of all pods of the class: those that are there keep others away by the same terms. */
function droppedTerms({ template, nodeForAll }: Trial): FittingChange[] {
  const { scheduling } = template
  const { affinity } = scheduling
  const without = (changed: Partial<PodScheduling['affinity']>) =>
    nodeForAll({ ...template, scheduling: { ...scheduling, affinity: { ...affinity, ...changed } } })
  const dropped = (kind: 'anti-affinity' | 'affinity', side: 'podAnti' | 'pod'): FittingChange[] => {
    const { required } = affinity[side]
    return required.flatMap(({ topologyKey }, index) => {
      const node = without({ [side]: { ...affinity[side], required: required.toSpliced(index, 1) } })
      return node === null ? [] : [{ kind, topologyKey, node }]
    })
  }
  return [...dropped('anti-affinity', 'podAnti'), ...dropped('affinity', 'pod')]
}

function droppedSelectors({ template, nodeFor }: Trial): FittingChange[] {
  const { nodeSelector, scheduling } = template
  const changes: FittingChange[] = []
  for (const [key, value] of Object.entries(nodeSelector).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const left = Object.fromEntries(Object.entries(nodeSelector).filter(([other]) => other !== key))
    const node = nodeFor({ ...template, nodeSelector: left })
    if (node !== null) changes.push({ kind: 'node-selector', key, value, node })
  }
  const { affinity } = scheduling
  if (affinity.node.required === null) return changes
  const unbound = { ...affinity, node: { ...affinity.node, required: null } }
  const node = nodeFor({ ...template, scheduling: { ...scheduling, affinity: unbound } })
  if (node !== null) changes.push({ kind: 'node-affinity', node })
  return changes
}

/** One more node of each pool that would do, the cheapest first. */
function moreNodes(run: Run, trial: Trial): FittingChange[] {
  const byPrice = [...run.pools].sort((a, b) => a.spec.pricePerHour - b.spec.pricePerHour || a.index - b.index)
  return byPrice.flatMap((pool) => oneMoreNode(run, trial, pool) ?? [])
}

function oneMoreNode(run: Run, trial: Trial, pool: PoolState): FittingChange | null {
  const { name, zones, pricePerHour, limits } = pool.spec
  const { made } = pool
  for (let turn = 0; turn < Math.max(1, zones.length); turn++) {
    run.cluster.fork()
    try {
      pool.made = made + turn
      run.cluster.nodeReady(addNode(run, pool), run.nowUs)
      const node = trial.nodeFor(trial.template)
      if (node === null) continue
      const zone = zones.length === 0 ? null : zones[(made + turn) % zones.length]
      const beyondLimit = pool.ready + pool.booting >= limits.max ? limits.max : null
      return { kind: 'node', pool: name, zone, pricePerHour, beyondLimit, node }
    } finally {
      run.cluster.revert()
      pool.made = made
    }
  }
  return null
}
