import type { Cluster } from '../../cluster/cluster.ts'
import type { PodClass } from '../../cluster/pod-class.ts'
import { type BudgetNow, splitByBudgets } from './budgets.ts'
import { type Victim, victimOf } from './importance.ts'
import type { PreemptionRules } from './rules.ts'

/** What a preemption decision is made from. */
export interface Preemptor {
  readonly cluster: Cluster
  readonly podClass: PodClass
  /** The tally of pods of lower priority. */
  readonly lowerPriority: number
  readonly rules: PreemptionRules
  readonly budgets: readonly BudgetNow[]
  /** Whether all filters let the pod onto the node, with the cluster as it is at the moment of asking. */
  fits(node: number): boolean
}

/** A node that would take the pod if these pods left it. */
export interface Candidate {
  readonly node: number
  /** Most important first. */
  readonly victims: readonly Victim[]
  readonly budgetViolations: number
}

export type Unhelpful = 'no victims' | 'does not fit'

/**
 * The fewest and least important pods whose eviction lets the pod onto a node: all of lower priority are taken off, then one after
 * the other is put back if the pod still fits; who would break a disruption budget is put back first. Tried in a fork.
 * `whenEmptied` hears of a pod that does not fit even then, while the node is empty.
 */
export function selectVictims(preemptor: Preemptor, node: number, whenEmptied?: () => void): Candidate | Unhelpful {
  const { cluster } = preemptor
  const potential = potentialVictims(preemptor, node)
  if (potential.length === 0) return 'no victims'
  cluster.fork()
  try {
    const devices = new Map(potential.map(({ pod }) => [pod, cluster.pods.devices[pod]]))
    for (const { pod } of potential) cluster.unbind(pod)
    if (!preemptor.fits(node)) {
      whenEmptied?.()
      return 'does not fit'
    }
    return reprieve(preemptor, node, potential, devices)
  } finally {
    cluster.revert()
  }
}

function potentialVictims({ cluster, podClass, lowerPriority, rules }: Preemptor, node: number): Victim[] {
  const { nodes, pods, tallies } = cluster
  const potential: Victim[] = []
  if (tallies.columns[lowerPriority][node] === 0) return potential
  for (let pod = nodes.firstPod[node]; pod !== -1; pod = pods.nextOnNode[pod]) {
    const victim = victimOf(cluster, pod)
    if (victim.priority < podClass.priority && rules.isEligible(victim, node)) potential.push(victim)
  }
  return potential
}

/** `devices`: where each pod was, and is put back. */
function reprieve(
  preemptor: Preemptor,
  node: number,
  potential: Victim[],
  devices: ReadonlyMap<number, number>,
): Candidate | Unhelpful {
  const { cluster, rules, budgets } = preemptor
  const { violating, others } = splitByBudgets(cluster, potential.sort(rules.byImportance), budgets)
  const mustGo = ({ pod, startedUs }: Victim) => {
    cluster.bind(pod, node, startedUs, devices.get(pod))
    if (preemptor.fits(node)) return false
    cluster.unbind(pod)
    return true
  }
  const violated = violating.filter(mustGo)
  const victims = [...violated, ...others.filter(mustGo)].sort(rules.byImportance)
  return victims.length === 0 ? 'no victims' : { node, victims, budgetViolations: violated.length }
}
