import { closestNameHint } from '../base/closest-name.ts'
import { parseInstant } from '../base/instant.ts'
import { ParseError } from '../base/parse-error.ts'
import { formatDuration, parseDuration, US_PER_MS } from '../base/time.ts'
import { explainPod } from '../explain.ts'
import type { Scenario, Variant } from '../model/scenario.ts'
import { renderExplanation } from '../report/explain-text.ts'
import { type Arguments, loadArguments, single } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { loadFiles } from './load-files.ts'
import { EXIT, printable, type Terminal, wantsColor } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export function explain(args: Arguments, terminal: Terminal): number {
  const { stdout, stderr, env } = terminal
  const pod = single(args, 'pod')
  if (pod === null)
    throw new UsageError('say which pod: --pod NAME', 'for instance --pod shop-3, or a workload: --pod shop')
  const file = single(args, 'file') ?? ''
  const { loaded, problems, texts } = loadFiles({ ...loadArguments(args), files: [file] }, terminal)
  const [first] = loaded
  if (first === undefined) {
    stderr.write(formatProblems(problems, texts, { color: wantsColor(stderr, env), consequence: 'nothing was run' }))
    return EXIT.badInput
  }
  const { scenario } = first
  const variant = variantNamed(scenario, single(args, 'variant'))
  const explanation = explainPod(scenario, variant, { pod, atUs: instantOf(scenario, single(args, 'at')) })
  if ('problem' in explanation) throw new UsageError(explanation.problem, explanation.hint)
  if (single(args, 'format') === 'json') stdout.write(`${JSON.stringify(explanation)}\n`)
  else stdout.write(printable(renderExplanation(explanation, scenario.currency)))
  return EXIT.fine
}

function variantNamed({ variants }: Scenario, name: string | null): Variant {
  const found = name === null ? variants[0] : variants.find((variant) => variant.name === name)
  if (found !== undefined) return found
  const names = variants.map((variant) => variant.name)
  throw new UsageError(`no variant is named "${name}"`, closestNameHint(name ?? '', names))
}

/** Microseconds from the start; null where none is asked for. */
function instantOf({ start, durationUs }: Scenario, text: string | null): number | null {
  if (text === null) return null
  try {
    if (!/^\d{4}-/.test(text)) return parseDuration(text)
    if (start === null)
      throw new ParseError('the scenario has no start', `write --at as a duration, up to ${formatDuration(durationUs)}`)
    const { epochMs } = parseInstant(text)
    if (epochMs < start.epochMs) throw new ParseError(`${text} is before the start`, `the run starts at ${start.text}`)
    return (epochMs - start.epochMs) * US_PER_MS
  } catch (error) {
    if (error instanceof ParseError) throw new UsageError(`--at: ${error.message}`, error.hint)
    throw error
  }
}
