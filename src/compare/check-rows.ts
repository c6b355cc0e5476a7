import type { ExpectationResult, Results } from '../results/types.ts'
import type { Interval } from '../statistics/interval.ts'
import type { Regression } from './regressions.ts'

/** 'improved' passes, and says that the baseline can be tightened; 'undecided' passes with a warning. */
export type CheckStatus = 'passed' | 'failed' | 'undecided' | 'improved'

/** One rule that a scenario was held against. */
export interface CheckRow {
  readonly scenario: string
  /** The scenario's file as the user names it, and the line that the rule stands in. */
  readonly file: string
  readonly line: number
  readonly variant: string
  readonly rule: string
  readonly metric: string
  readonly unit: string
  readonly currency: string
  /** What it was before; null for an expectation. */
  readonly before: number | null
  readonly actual: number | null
  /** 95 % interval of `actual`, or of its difference to `before`; null with one seed. */
  readonly interval: Interval | null
  readonly status: CheckStatus
}

export interface Place {
  readonly file: string
  readonly line: number
}

export function expectationRow(results: Results, result: ExpectationResult, place: Place): CheckRow {
  const { text, metric, variant, actual, passed, sure, interval } = result
  const unit = results.metrics.find(({ name }) => name === metric)?.unit ?? '1'
  const status = sure ? (passed ? 'passed' : 'failed') : passed ? 'undecided' : 'failed'
  const { name: scenario, currency } = results
  return { ...place, scenario, variant, rule: text, metric, unit, currency, before: null, actual, interval, status }
}

const STATUS = { same: 'passed', worse: 'failed', better: 'improved', undecided: 'undecided' } as const

export function regressionRow(results: Results, regression: Regression, place: Place): CheckRow {
  const { variant, metric, baseline, actual, interval, tolerance, status } = regression
  return {
    ...place,
    scenario: results.name,
    variant,
    rule: `${metric.name} at most ${Number((tolerance * 100).toPrecision(6))} % worse than the baseline`,
    metric: metric.name,
    unit: metric.unit,
    currency: results.currency,
    before: baseline,
    actual,
    interval,
    status: STATUS[status],
  }
}
