import { isLabelKey, isLabelValue } from '../model/label-syntax.ts'
import type { NodeSelectorTerm } from '../model/selectors.ts'

/** Whether kube-scheduler can read a term's expressions: a term that it cannot read matches no node, not even under NotIn. */
export function isReadable({ matchExpressions }: NodeSelectorTerm): boolean {
  return matchExpressions.every(({ key, values }) => isLabelKey(key) && values.every(isLabelValue))
}
