import type { Position } from '../base/problem.ts'

/** A text that problems can point into: the scenario file itself, or one `--set` of the command line. */
export interface SourceText {
  readonly file: string
  readonly text: string
  /** Offset at which each line starts. */
  readonly lineStarts: readonly number[]
}

/** A stretch of a source text, end exclusive. */
export interface Span {
  readonly source: SourceText
  readonly start: number
  readonly end: number
}

export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { file, text, lineStarts }
}

/** Line and column (from 1) of a span; its length ends with its first line, because that is what a caret can underline. */
export function positionOf({ source, start, end }: Span): Position {
  const line = lineAt(source.lineStarts, start)
  const lineStart = source.lineStarts[line] ?? 0
  const newline = source.text.indexOf('\n', start)
  const stop = newline === -1 ? end : Math.min(end, newline)
  return { line: line + 1, column: start - lineStart + 1, offset: start, length: Math.max(1, stop - start) }
}

function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
