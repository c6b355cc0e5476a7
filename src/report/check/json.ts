import type { CheckRow } from '../../compare/check-rows.ts'
import { countOf } from './row-text.ts'

/** One line of JSON: the count of each status, and every row. */
export function renderCheckJson(rows: readonly CheckRow[]): string {
  const [failed, undecided, improved, passed] = (['failed', 'undecided', 'improved', 'passed'] as const).map((status) =>
    countOf(rows, status),
  )
  return `${JSON.stringify({ schema: 'simcap.check/v1', failed, undecided, improved, passed, checks: rows })}\n`
}
