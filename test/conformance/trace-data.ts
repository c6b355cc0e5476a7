import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const DATA = process.env.SIMCAP_DATA ?? '../shared/data'
const VECTORS = process.env.SIMCAP_VECTORS ?? '../shared/vectors'
const STATS = join(VECTORS, 'trace_stats.json')

export function dataFile(path: string): string {
  return join(DATA, path)
}

/** Whether a file of real data and what must come out of it are at hand. */
export function hasTrace(path: string): boolean {
  return existsSync(dataFile(path)) && existsSync(STATS)
}

/** The text of a file of real data, or null after one line that says what is skipped. */
export function traceText(path: string): string | null {
  if (hasTrace(path)) return readFileSync(dataFile(path), 'utf8')
  console.log(`skipped ${path}: set SIMCAP_DATA and SIMCAP_VECTORS to the folders that hold it and trace_stats.json`)
  return null
}

/** What must come out of the real data, by the names of trace_stats.json. */
export function traceStats<T>(section: string): T {
  return (JSON.parse(readFileSync(STATS, 'utf8')) as Record<string, T>)[section]
}
