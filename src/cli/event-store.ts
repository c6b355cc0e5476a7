import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, sha256Hex } from '../base/digest.ts'
import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import { KEPT_DECISIONS } from '../results/variant-result.ts'
import { packageVersion } from './package-root.ts'
import { inputDigest, type RunStore, runStore } from './run-store.ts'

export interface EventStore extends RunStore {
  /** Every decision, one line of JSON each: variant by variant, seed by seed, in the order in which they were taken. */
  text(seeds: readonly number[]): AsyncIterable<string | Uint8Array>
}

const OWN_FILE = /^[0-9a-f]{64}[.]events([.]partial)?$/

/** Keeps the decisions of each run in a file of their own beside the run, so that only those of runs in the making are in memory. */
export function eventStore(folder: string, scenario: Scenario): EventStore {
  const runs = runStore(folder, scenario)
  const [version, digest] = [packageVersion(), inputDigest(scenario)]
  const fileOf = (variant: number, seed: number) => {
    const { name } = scenario.variants[variant]
    return join(folder, `${sha256Hex(canonicalJson({ version, digest, variant: name, seed }))}.events`)
  }
  return {
    everyDecision: true,
    read: (order) => (existsSync(fileOf(order.variant, order.seed)) ? runs.read(order) : null),
    write(order, run) {
      const file = fileOf(order.variant, order.seed)
      mkdirSync(folder, { recursive: true })
      writeFileSync(`${file}.partial`, linesOf(run))
      renameSync(`${file}.partial`, file)
      return runs.write(order, { ...run, decisions: order.detailed ? run.decisions.slice(0, KEPT_DECISIONS) : [] })
    },
    clear() {
      if (existsSync(folder))
        for (const name of readdirSync(folder)) if (OWN_FILE.test(name)) rmSync(join(folder, name))
      runs.clear()
    },
    async *text(seeds) {
      for (const variant of scenario.variants.keys())
        for (const seed of seeds) {
          const file = fileOf(variant, seed)
          // A run that failed has none.
          if (existsSync(file)) yield* createReadStream(file) as AsyncIterable<Uint8Array>
        }
    },
  }
}

function linesOf({ name, seed, decisions }: VariantResult): string {
  return decisions
    .map(({ atSeconds, actor, decision, reason }) =>
      JSON.stringify({ atSeconds, variant: name, seed, actor, decision, reason }),
    )
    .map((line) => `${line}\n`)
    .join('')
}
