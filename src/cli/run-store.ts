import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, sha256Hex } from '../base/digest.ts'
import type { Scenario } from '../model/scenario.ts'
import type { VariantResult } from '../results/types.ts'
import { packageVersion } from './package-root.ts'
import type { RunOrder } from './run-orders.ts'

/** Finished runs of a command that has not ended, so that an interrupted one goes on from there. */
export interface RunStore {
  /** Whether runs are to come with every decision, and not only the first. */
  readonly everyDecision: boolean
  read(order: RunOrder): VariantResult | null
  /** Says what is left of the run. */
  write(order: RunOrder, run: VariantResult): VariantResult
  /** Takes away what was kept, once the results are written. */
  clear(): void
}

/** Keeps runs for this command alone: nothing of it outlasts an interrupt. */
export function memoryStore(): RunStore {
  const kept = new Map<string, VariantResult>()
  const keyOf = ({ variant, seed, detailed }: RunOrder) => `${variant}/${seed}/${detailed}`
  return {
    everyDecision: false,
    read: (order) => kept.get(keyOf(order)) ?? null,
    write(order, run) {
      kept.set(keyOf(order), run)
      return run
    },
    clear: () => kept.clear(),
  }
}

/** What a run depends on besides variant, seed and simcap itself. */
export function inputDigest({ document, inputs }: Scenario): string {
  return sha256Hex(canonicalJson({ document, inputs }))
}

const OWN_FILE = /^[0-9a-f]{64}\.(json|partial)$/

/** One file per run in `folder`, named by the digest of all that the run depends on. Other and damaged files are ignored. */
export function runStore(folder: string, scenario: Scenario): RunStore {
  const version = packageVersion()
  const digest = inputDigest(scenario)
  const keyOf = ({ variant, seed, detailed }: RunOrder) =>
    sha256Hex(canonicalJson({ version, digest, variant: scenario.variants[variant].name, seed, detailed }))
  return {
    everyDecision: false,
    read: (order) => readRun(join(folder, `${keyOf(order)}.json`)),
    write(order, run) {
      const key = keyOf(order)
      const text = JSON.stringify(run)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${key}.partial`), `${sha256Hex(text)}\n${text}\n`)
      renameSync(join(folder, `${key}.partial`), join(folder, `${key}.json`))
      return run
    },
    clear: () => clear(folder),
  }
}

/** The first line is the digest of the second: half a file does not pass. */
function readRun(path: string): VariantResult | null {
  try {
    const [digest = '', text = ''] = readFileSync(path, 'utf8').split('\n')
    return sha256Hex(text) === digest ? (JSON.parse(text) as VariantResult) : null
  } catch {
    return null
  }
}

function clear(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (OWN_FILE.test(name)) rmSync(join(folder, name))
    rmdirSync(folder)
  } catch {
    // Nothing was kept, or something of the user's lies there: either way it may stay.
  }
}
