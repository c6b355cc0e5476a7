import type { Results } from '../results/types.ts'
import { type Comparison, compareVariants, type MetricRow } from './compare-variants.ts'
import { type Objective, objectives } from './objectives.ts'
import { judgeTest, pairedTest } from './paired-test.ts'
import { hasPrices } from './prices.ts'

export type VerdictKind =
  /** One variant: nothing to choose. */
  | 'single'
  /** Some variants hold every objective; the pick is the cheapest of them. */
  | 'holds'
  /** No variant holds every objective; the pick serves best. */
  | 'holdsNone'
  /** No objectives: the pick serves best and nothing is cheaper. */
  | 'dominates'
  /** No objectives: the pick serves best, another variant is cheaper. */
  | 'tradeOff'
  /** Neither service nor cost tells the variants apart. */
  | 'tie'

/** The answer as facts; a report puts them into words. Variants are given by their position in `results.variants`. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly pick: number
  /** Of the variants that are cheaper than the pick, the one that serves best; the pick itself when there is none. */
  readonly cheaper: number
  /** Every variant, best first. */
  readonly ranking: readonly number[]
  /** Variants that hold every objective; empty where there are no objectives. */
  readonly holding: readonly number[]
  readonly objectives: readonly (readonly Objective[])[]
  /** The metric by which variants serve well or badly: lost requests, or waiting where there are none. Null: none known. */
  readonly quality: MetricRow | null
  /** What even the best of several variants loses, where that is so much that nothing else matters first; else null. */
  readonly sharedLoss: number | null
  /** `cost.total`, or `nodes.hours` where nothing has a price. */
  readonly cost: MetricRow | null
}

/** A loss of this share of requests comes before every other word. */
const GRAVE_LOSS = 0.1

/** How well variants served, most telling first: the first that sets them apart decides. */
const QUALITY = [
  'requests.lostShare',
  'requests.lateShare',
  'jobs.waitSecondsMean',
  'pods.pending.waitSecondsMax',
  'pods.pending.secondsTotal',
]

export function verdict(results: Results): Verdict {
  const comparison = compareVariants(results)
  const quality = qualityRow(comparison)
  const cost = rowOf(comparison, hasPrices(results) ? 'cost.total' : 'nodes.hours')
  const asked = objectives(results)
  const graded = asked.length > 0 && asked.every((list) => list.length > 0)
  const holds = asked.map((list) => graded && list.every((objective) => objective.held))
  const holding = positions(results).filter((index) => holds[index])

  const byQuality = order(positions(results), [quality, cost])
  const byCost = order(positions(results), [cost, quality])
  const ranking = [...byCost.filter((index) => holds[index]), ...byQuality.filter((index) => !holds[index])]
  const pick = ranking[0] ?? 0
  const cheaper = byQuality.find((index) => costsLess(cost, index, pick)) ?? pick
  const tie = isTie(quality) && isTie(cost)
  const kind = kindOf(results.variants.length, graded, holding.length, tie, cheaper === pick)
  const sharedLoss = sharedLossOf(rowOf(comparison, 'requests.lostShare'))
  return { kind, pick, cheaper, ranking, holding, objectives: asked, quality, sharedLoss, cost }
}

function sharedLossOf(lost: MetricRow | null): number | null {
  if (lost === null || lost.values.length < 2) return null
  const least = Math.min(...lost.values.map((value) => value ?? 0))
  return least >= GRAVE_LOSS ? least : null
}

function costsLess(cost: MetricRow | null, a: number, b: number): boolean {
  const [costA, costB] = [cost?.values[a] ?? null, cost?.values[b] ?? null]
  return costA !== null && costB !== null && costA < costB && !equalIn(cost, a, b)
}

function kindOf(count: number, graded: boolean, holding: number, tie: boolean, pickIsCheapest: boolean): VerdictKind {
  if (count < 2) return 'single'
  if (graded) return holding > 0 ? 'holds' : 'holdsNone'
  if (tie) return 'tie'
  return pickIsCheapest ? 'dominates' : 'tradeOff'
}

function qualityRow(comparison: Comparison): MetricRow | null {
  const rows = QUALITY.map((name) => rowOf(comparison, name)).filter((row) => row !== null)
  return rows.find((row) => !isTie(row)) ?? rows[0] ?? null
}

function rowOf(comparison: Comparison, name: string): MetricRow | null {
  return comparison.rows.find((row) => row.definition.name === name) ?? null
}

/** No value differs from the first; an unknown row tells nothing apart either. */
function isTie(row: MetricRow | null): boolean {
  return row === null || row.values.every((_, index) => equalIn(row, index, 0))
}

/** Not told apart: by the values of one seed, or by the pairs of several. */
function equalIn(row: MetricRow | null, a: number, b: number): boolean {
  if (row === null || a === b) return true
  const test = pairedTest(row.samples[a] ?? [], row.samples[b] ?? [])
  if (test === null) return (row.values[a] ?? null) === (row.values[b] ?? null)
  const judgement = judgeTest(test, row.definition.unit, 'lower')
  return judgement === 'same' || judgement === 'undecided'
}

/** By the first row that differs; smaller first, unknown last, else in the scenario's order. */
function order(indexes: readonly number[], rows: readonly (MetricRow | null)[]): number[] {
  return [...indexes].sort((a, b) => {
    for (const row of rows) {
      if (row === null || equalIn(row, a, b)) continue
      return (row.values[a] ?? Infinity) - (row.values[b] ?? Infinity)
    }
    return a - b
  })
}

function positions(results: Results): number[] {
  return results.variants.map((_, index) => index)
}
