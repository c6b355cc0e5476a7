import { candidateNodes } from './candidates.ts'
import { dryRun, type Unhelped } from './dry-run.ts'
import { mayPreempt, type NominatedNode } from './eligible.ts'
import { pickNode } from './pick-node.ts'
import type { Candidate, Preemptor } from './victims.ts'

export interface PreemptionQuestion extends Preemptor {
  /** Nodes in visiting order. */
  readonly rows: Iterable<number>
  readonly nominated: NominatedNode | null
  /** Whether a filter turned a node down, and not for good. */
  readonly isResolvable: (node: number) => boolean
  /** Where among that many nodes the search begins. */
  offset(nodes: number): number
}

/** Whom to evict for a pod that found no node. Nothing is changed. */
export function choosePreemption(
  question: PreemptionQuestion,
  unhelped?: Unhelped,
): Candidate | 'not eligible' | 'no candidate' {
  if (!mayPreempt(question.podClass, question.nominated)) return 'not eligible'
  const nodes = candidateNodes(question.rows, question.isResolvable)
  if (nodes.length === 0) return 'no candidate'
  return pickNode(dryRun(question, nodes, question.offset(nodes.length), unhelped)) ?? 'no candidate'
}
