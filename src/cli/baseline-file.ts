import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseShare } from '../base/share.ts'
import { ANY_METRIC, type Baseline, emptyBaseline, readBaseline } from '../compare/baseline.ts'
import type { Scenario } from '../model/scenario.ts'
import { metricNamed, metricsOf } from './metric-named.ts'
import { packageVersion } from './package-root.ts'
import { readTextFile } from './read-text-file.ts'
import { UsageError } from './usage-error.ts'

export const USUAL_BASELINE = 'simcap-baseline.json'
const MAX_BASELINE_BYTES = 64 * 1024 * 1024

/** The baseline in a file; a file that is none ends the command with exit code 2. */
export function loadBaseline(file: string, cwd: string): Baseline {
  const read = readTextFile(resolve(cwd, file), file, MAX_BASELINE_BYTES)
  if ('problem' in read) {
    throw new UsageError(read.problem, read.hint ?? `make it: simcap baseline update SCENARIO --baseline ${file}`)
  }
  const result = readBaseline(read.text)
  if ('baseline' in result) return result.baseline
  throw new UsageError(
    `${file} is not a baseline: ${result.problem}`,
    'get it back from version control, or delete it and make it again: simcap baseline update',
  )
}

/** For an update: the file as it is, or an empty baseline where there is none yet. */
export function baselineToUpdate(file: string, cwd: string): Baseline {
  return existsSync(resolve(cwd, file)) ? loadBaseline(file, cwd) : emptyBaseline(packageVersion())
}

/** `cost.total=2%` for one metric, `1%` for all others. */
export function withTolerances(baseline: Baseline, texts: readonly string[], scenarios: readonly Scenario[]): Baseline {
  const metrics = metricsOf(scenarios)
  const tolerances = { ...baseline.tolerances }
  for (const text of texts) {
    const [name, share] = text.includes('=') ? text.split('=', 2) : [ANY_METRIC, text]
    const metric = name === ANY_METRIC ? name : metricNamed(name.trim(), metrics, '--tolerance')
    tolerances[metric] = shareText(share.trim(), text)
  }
  return { ...baseline, tolerances }
}

function shareText(share: string, text: string): string {
  try {
    parseShare(share)
    return share
  } catch {
    throw new UsageError(`--tolerance ${text}: "${share}" is not a share`, 'write it as cost.total=2%, or 1% for all')
  }
}
