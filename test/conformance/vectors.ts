import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'

const FOLDER = process.env.SIMCAP_VECTORS ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url))

/** A file of conformance vectors; null, with a line that says so, where there is none. */
export function vectors<File>(name: string): File | null {
  const path = join(FOLDER, name)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as File
  console.log(`conformance: ${name} is not there; set SIMCAP_VECTORS to the folder of the vectors`)
  return null
}

export interface NamedCase {
  readonly name: string
}

/** Why simcap has no model of what a case is about; null: it has. */
type Inexpressible<Case> = (vector: Case) => string | null

/**
 * A test for every case of a list, and a line that counts them. Cases that simcap has no model of are named with the
 * reason, in the line and in the list of tests.
 */
export function conform<Case extends NamedCase>(
  title: string,
  cases: readonly Case[] | undefined,
  check: (vector: Case) => void,
  inexpressible: Inexpressible<Case> = () => null,
): void {
  if (cases === undefined) {
    test(`${title}: no vectors to compare with`, () => {})
    return
  }
  const left: string[] = []
  const names = new Map<string, number>()
  for (const vector of cases) {
    const reason = inexpressible(vector)
    if (reason !== null) {
      left.push(`${vector.name} (${reason})`)
      continue
    }
    const seen = (names.get(vector.name) ?? 0) + 1
    names.set(vector.name, seen)
    test(`${title}: ${vector.name}${seen === 1 ? '' : ` (${seen})`}`, () => check(vector))
  }
  const missing = left.length === 0 ? '' : `; not modelled: ${left.join('; ')}`
  console.log(`conformance: ${title}: ${cases.length - left.length} of ${cases.length} cases${missing}`)
}
