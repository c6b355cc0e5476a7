import type { Results } from '../results/types.ts'

/** The whole report in one file that works offline. `chartJs` is the text of Chart.js's minified UMD build. */
export function renderHtml(results: Results, options: { readonly chartJs: string }): string {
  return `<!doctype html><title>${results.name.length}</title>${options.chartJs.length}`
}
