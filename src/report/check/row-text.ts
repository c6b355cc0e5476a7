import type { CheckRow, CheckStatus } from '../../compare/check-rows.ts'
import { differenceIn, scaleFor, withUnit } from '../units.ts'

export const STATUS_WORD: Readonly<Record<CheckStatus, string>> = {
  failed: 'FAILED',
  undecided: 'undecided',
  improved: 'improved',
  passed: 'passed',
}

/** Failures first. */
export const STATUS_ORDER: readonly CheckStatus[] = ['failed', 'undecided', 'improved', 'passed']

export function countOf(rows: readonly CheckRow[], status: CheckStatus): number {
  return rows.filter((row) => row.status === status).length
}

/** "2 of 31 checks failed, 1 undecided, 1 improved". */
export function summaryLine(rows: readonly CheckRow[]): string {
  const parts = [
    `${countOf(rows, 'failed')} of ${rows.length} checks failed`,
    ...(['undecided', 'improved'] as const).flatMap((status) => {
      const count = countOf(rows, status)
      return count === 0 ? [] : [`${count} ${status}`]
    }),
  ]
  return parts.join(', ')
}

/** "311.10 CNY, was 270.73 CNY (▲ 40.37 CNY ± 1.2 CNY)". */
export function foundText({ unit, currency, before, actual, interval }: CheckRow): string {
  const value = withUnit(actual, unit, currency)
  const half = interval === null ? 0 : (interval.high - interval.low) / 2
  const scale = scaleFor(unit, [actual, before], currency)
  const spread = half === 0 ? '' : ` ± ${differenceIn(half, scale)}`
  if (before === null || actual === null) return `${value}${spread}`
  const difference = actual - before
  const arrow = difference > 0 ? '▲' : '▼'
  const change =
    before === 0
      ? differenceIn(difference, scale)
      : `${Number(((difference / Math.abs(before)) * 100).toPrecision(3))} %`
  if (difference === 0) return `${value}, as before`
  return `${value}, was ${withUnit(before, unit, currency)} (${arrow} ${change.replace('-', '')}${spread})`
}
