import { HOSTNAME_LABEL } from '../cluster/node-table.ts'
import type { NodeSelectorTerm } from '../model/selectors.ts'

/** Whether a term can tell nodes of one group apart. */
export function looksAtNames({ matchExpressions, matchFields }: NodeSelectorTerm): boolean {
  return matchFields.length > 0 || matchExpressions.some(({ key }) => key === HOSTNAME_LABEL)
}
