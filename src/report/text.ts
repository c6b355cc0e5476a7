import type { Results } from '../results/types.ts'

export interface TextOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
}

/** The comparison for a terminal: verdict, table, expectations. */
export function renderText(results: Results, _options: TextOptions): string {
  return `${results.name}\n`
}
