import type { Scenario } from '../model/scenario.ts'
import { overSeeds } from '../results/over-seeds.ts'
import type { FailedRun, VariantResult } from '../results/types.ts'
import type { RunOrder } from './run-orders.ts'
import type { RunStore } from './run-store.ts'
import type { Runner } from './runner.ts'

export interface RunsMade {
  readonly variants: readonly VariantResult[]
  readonly failedRuns: readonly FailedRun[]
}

/** Hears of every run: what it is called, and that it is done. */
export interface Listener {
  started(label: string): void
  finished(): void
}

/**
 * Every variant under every seed, taken from the store where it is there and made by the runner where not. What comes out does
 * not depend on how many run at once or which ends first. A run that fails is reported and leaves its place empty.
 */
export async function makeRuns(
  scenario: Scenario,
  seeds: readonly number[],
  runner: Runner,
  store: RunStore,
  listener: Listener,
): Promise<RunsMade> {
  const orders = scenario.variants.flatMap((_, variant) =>
    seeds.map(
      (seed, index): RunOrder => ({ variant, seed, detailed: index === 0, everyDecision: store.everyDecision }),
    ),
  )
  const attempt = async (order: RunOrder): Promise<Attempt> => {
    listener.started(labelOf(scenario, order, seeds.length))
    const made = await attemptOf(order, runner, store)
    listener.finished()
    return made
  }
  const attempts = await inLanes(orders, runner.lanes, attempt)
  const variants: VariantResult[] = []
  for (const variant of scenario.variants.keys()) {
    const runs = attempts.slice(variant * seeds.length, (variant + 1) * seeds.length).map(({ run }) => run)
    const merged = overSeeds(
      await withDetails(runs, seeds, (seed) =>
        attemptOf({ variant, seed, detailed: true, everyDecision: store.everyDecision }, runner, store),
      ),
    )
    if (merged !== null) variants.push(merged)
  }
  const failedRuns = attempts.flatMap(({ failure }, index) => {
    const { variant, seed } = orders[index]
    return failure === null ? [] : [{ variant: scenario.variants[variant].name, seed, message: failure }]
  })
  return { variants, failedRuns }
}

interface Attempt {
  readonly run: VariantResult | null
  /** Why there is no run. */
  readonly failure: string | null
}

async function attemptOf(order: RunOrder, runner: Runner, store: RunStore): Promise<Attempt> {
  const kept = store.read(order)
  if (kept !== null) return { run: kept, failure: null }
  try {
    const made = await runner.run(order)
    return { run: store.write(order, made), failure: null }
  } catch (error) {
    return { run: null, failure: error instanceof Error ? error.message : String(error) }
  }
}

/** Where the first seed's run failed, the next one that did not is made again in detail. */
async function withDetails(
  runs: readonly (VariantResult | null)[],
  seeds: readonly number[],
  attempt: (seed: number) => Promise<Attempt>,
): Promise<(VariantResult | null)[]> {
  const first = runs.findIndex((run) => run !== null)
  if (first <= 0) return [...runs]
  const { run } = await attempt(seeds[first])
  return runs.map((each, index) => (index === first ? run : each))
}

/** All pieces of work, at most `lanes` at once, their outcomes in the order of the pieces. */
async function inLanes<T, R>(pieces: readonly T[], lanes: number, work: (piece: T) => Promise<R>): Promise<R[]> {
  const outcomes: R[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < pieces.length) {
      const mine = next++
      outcomes[mine] = await work(pieces[mine])
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return outcomes
}

function labelOf(scenario: Scenario, { variant, seed }: RunOrder, seeds: number): string {
  const name = `${scenario.name}: ${scenario.variants[variant].name}`
  return seeds === 1 ? name : `${name}, seed ${seed}`
}
