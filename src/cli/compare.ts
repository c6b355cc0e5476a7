import { compareResults } from '../compare/compare-results.ts'
import { renderResultsComparison } from '../report/results-comparison-text.ts'
import { type Arguments, single } from './arguments.ts'
import { loadResults } from './load-results.ts'
import { EXIT, printable, type Terminal } from './terminal.ts'

export function compare(args: Arguments, { stdout, cwd }: Terminal): number {
  const [first, second] = ['before', 'after'].map((name) => loadResults(single(args, name) ?? '', cwd))
  const comparison = compareResults(first, second)
  if (single(args, 'format') === 'json') stdout.write(`${JSON.stringify(comparison)}\n`)
  else stdout.write(printable(renderResultsComparison(comparison, second)))
  return EXIT.fine
}
