import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = process.env.SIMCAP_VECTORS ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url))

/** A file of conformance vectors, or null (and one line on the terminal) where it is not at hand. */
export function readVectors(name: string): unknown {
  const path = join(FOLDER, name)
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  console.log(`${name}: not in the folder of SIMCAP_VECTORS; nothing was compared`)
  return null
}
