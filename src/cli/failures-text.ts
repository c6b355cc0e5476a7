import type { Results } from '../results/types.ts'
import { printable } from './terminal.ts'

/** Runs that did not come to their end, which the results stand without. */
export function failuresText({ name, failedRuns }: Results): string {
  const lines = failedRuns.map(({ variant, seed, message }) => `failed: ${name}: ${variant}, seed ${seed}: ${message}`)
  return printable(lines.map((line) => `${line}\n`).join(''))
}
