import type { Column } from '../cluster/view.ts'
import type { NodeFilter, Rejection } from './types.ts'

/** A filter that keeps nodes whose entry in a column is 0; all others are turned down for the same reason. */
export function zeroFilter(column: () => Column, rejection: Rejection): NodeFilter {
  return {
    reach: 'node',
    keep(rows, count) {
      const values = column()
      let kept = 0
      for (let i = 0; i < count; i++) {
        const row = rows[i]
        if (values[row] === 0) rows[kept++] = row
      }
      return kept
    },
    explain: () => rejection,
  }
}
