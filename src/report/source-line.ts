import type { ReportContext } from './report-context.ts'

/** Enough of the digest to tell two results apart by eye. */
const DIGEST_PREFIX = 12

/** Where the numbers come from, in one line. */
export function sourceLine(context: ReportContext): string {
  const { results, say, time } = context
  const digest = results.digest.slice(0, DIGEST_PREFIX)
  return `${results.name} · ${time.span} · ${say('where.seed', { seed: results.seed })} · ${say('where.digest', { digest })} · ${results.tool.name} ${results.tool.version}`
}
