import type { Column } from '../cluster/view.ts'
import type { NodeFilter, Rejection } from './placement/types.ts'

/**
 * A filter that keeps nodes whose entry in a column of counts is 0; all others are turned down for the same reason.
 * `total` is the sum of the column: mostly 0, and then no node needs to be looked at.
 */
export function zeroFilter(column: () => Column, total: () => number, rejection: Rejection): NodeFilter {
  return {
    reach: 'node',
    keep(rows, count) {
      if (total() === 0) return count
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
