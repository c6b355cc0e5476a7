import type { Rejection } from '../../policies/types.ts'
import { candidateNodes } from './candidates.ts'
import { dryRun, type Unhelped } from './dry-run.ts'
import { mayPreempt, type NominatedNode } from './eligible.ts'
import { pickNode } from './pick-node.ts'
import type { Candidate, Preemptor } from './victims.ts'

export interface PreemptionQuestion extends Preemptor {
  /** Nodes in visiting order. */
  readonly rows: Iterable<number>
  /** Why each node turned the pod down. */
  readonly rejections: ReadonlyMap<number, Pick<Rejection, 'resolvable'>>
  readonly nominated: NominatedNode | null
  /** Where among that many nodes the search begins. */
  offset(nodes: number): number
}

/** Whom to evict for a pod that found no node; null where that is of no use. Nothing is changed. */
export function choosePreemption(question: PreemptionQuestion, unhelped?: Unhelped): Candidate | null {
  if (!mayPreempt(question.podClass, question.nominated)) return null
  const nodes = candidateNodes(question.rows, question.rejections)
  return nodes.length === 0 ? null : pickNode(dryRun(question, nodes, question.offset(nodes.length), unhelped))
}
