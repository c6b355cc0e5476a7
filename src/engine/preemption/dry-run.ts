import { candidateLimit } from './candidates.ts'
import { type Candidate, type Preemptor, selectVictims } from './victims.ts'

/** Hears why a node is no candidate; when the pod does not fit, the node is emptied at that moment. */
export type Unhelped = (node: number, why: 'no victims' | 'does not fit') => void

/**
 * Tries one node after the other, from `offset` on and round: candidates that break no disruption budget, then those that do, each
 * list as long as the limit allows. It ends when there is one of the former and the limit is reached.
 */
export function dryRun(
  preemptor: Preemptor,
  nodes: readonly number[],
  offset: number,
  unhelped?: Unhelped,
): Candidate[] {
  const limit = candidateLimit(nodes.length, preemptor.rules)
  const harmless: Candidate[] = []
  const violating: Candidate[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[(offset + i) % nodes.length]
    const found = selectVictims(preemptor, node, unhelped && (() => unhelped(node, 'does not fit')))
    if (found === 'no victims') unhelped?.(node, found)
    if (found === 'no victims' || found === 'does not fit') continue
    const list = found.budgetViolations === 0 ? harmless : violating
    if (list.length < limit) list.push(found)
    if (harmless.length > 0 && harmless.length + violating.length >= limit) break
  }
  return [...harmless, ...violating]
}
