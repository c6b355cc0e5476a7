import type { ReportContext } from '../report-context.ts'

/** "1 variant", "5 variants". */
export function variantsText({ results, say }: ReportContext): string {
  const { length } = results.variants
  return length === 1 ? say('where.variant') : say('where.variants', { count: length })
}
