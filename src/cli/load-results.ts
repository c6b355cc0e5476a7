import { resolve } from 'node:path'
import { readResults } from '../results/read-results.ts'
import type { Results } from '../results/types.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

/** A text must fit into one string of the language. */
const MAX_RESULTS_BYTES = 400 * 1024 * 1024

/** The results in a file that the user named. */
export function loadResults(file: string, cwd: string): Results {
  const read = readTextFile(resolve(cwd, file), file, MAX_RESULTS_BYTES)
  if ('problem' in read) throw new UsageError(read.problem, read.hint)
  const result = readResults(read.text)
  if ('results' in result) return result.results
  throw new UsageError(`${file} holds no results: ${result.problem}`, 'name a results.json that "simcap run" wrote')
}
