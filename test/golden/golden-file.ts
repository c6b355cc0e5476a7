import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Results, Summary, VariantResult } from '../../src/results/types.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** Set by `npm run golden`: what comes out is what is expected from now on. */
const ACCEPT = process.env.SIMCAP_GOLDEN === 'accept'

if (ACCEPT && process.env.CI) throw new Error('goldens are accepted by people who read the difference, not in CI')

/** Digits that a reader compares; the digest holds the rest. */
const DIGITS = 6

function readable(summary: Summary): Record<string, number | null> {
  const rounded = Object.entries(summary).map(([name, value]) => [
    name,
    value === null ? null : Number(value.toPrecision(DIGITS)),
  ])
  return Object.fromEntries(rounded)
}

function byName(parts: VariantResult['services']): Record<string, Record<string, number | null>> {
  return Object.fromEntries(parts.map(({ name, summary }) => [name, readable(summary)]))
}

/** What a golden keeps of a run: the digest says that something changed, the numbers say what. */
export function goldenOf({ digest, seed, variants }: Results) {
  return {
    digest,
    seed,
    variants: Object.fromEntries(
      variants.map((variant) => [
        variant.name,
        {
          events: variant.eventCount,
          decisions: variant.decisionCount,
          summary: readable(variant.summary),
          services: byName(variant.services),
          jobs: byName(variant.jobs),
          pools: byName(variant.pools),
        },
      ]),
    ),
  }
}

/** The expected golden of a scenario; under `npm run golden` the actual one, written down. */
export function expectedGolden(name: string, actual: unknown): unknown {
  const path = `${FOLDER}${name}.json`
  if (ACCEPT) writeFileSync(path, `${JSON.stringify(actual, null, 2)}\n`)
  if (!existsSync(path)) throw new Error(`no golden for ${name}: read the results, then run \`npm run golden\``)
  return JSON.parse(readFileSync(path, 'utf8'))
}

export function goldenNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}
