import pc from 'picocolors'
import type { Position, Problem } from '../base/problem.ts'
import { printable } from './terminal.ts'

type Colors = ReturnType<typeof pc.createColors>

export interface ProblemFormat {
  readonly color: boolean
  /** What the last line says beside their number: `2 problems; nothing was run`. */
  readonly consequence?: string
}

/** More would scroll the first ones, which often cause the others, out of sight. */
const SHOWN_MAX = 100

/**
 * Problems for a person: place, path, what is wrong; the line with a caret; one way out. `texts` holds the text of each file
 * that a problem may point into.
 */
export function formatProblems(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  { color, consequence }: ProblemFormat,
): string {
  const colors = pc.createColors(color)
  const lines = problems
    .slice(0, SHOWN_MAX)
    .flatMap((problem) => [
      `${colors.bold(placeOf(problem))} ${colors.red(printable(whatOf(problem)))}`,
      ...excerpt(problem, texts, colors),
      ...(problem.hint === null ? [] : [`   ${colors.green(printable(problem.hint))}`]),
    ])
  const hidden = problems.length - SHOWN_MAX
  if (hidden > 0) lines.push(`… and ${hidden} more`)
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  lines.push(consequence === undefined ? count : `${count}; ${consequence}`)
  return `${lines.join('\n')}\n`
}

function placeOf({ file, position }: Problem): string {
  return `${printable(file)}:${position === null ? '' : `${position.line}:${position.column}:`}`
}

function whatOf({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`
}

function excerpt({ file, position }: Problem, texts: ReadonlyMap<string, string>, colors: Colors): string[] {
  const text = texts.get(file)
  if (position === null || text === undefined) return []
  const line = text.split('\n', position.line)[position.line - 1]
  if (line === undefined) return []
  const { shown, before, under } = clipped(line.replace(/\r$/, '').replace(/\t/g, ' '), position)
  const number = String(position.line).padStart(5)
  return [`${number} | ${shown}`, `      | ${' '.repeat(before)}${colors.red('^'.repeat(under))}`]
}

const EXCERPT_WIDTH = 100

/** The part of a long line around the culprit. */
function clipped(line: string, { column, length }: Position): { shown: string; before: number; under: number } {
  const at = column - 1
  const from = line.length <= EXCERPT_WIDTH ? 0 : Math.max(0, Math.min(at - 40, line.length - EXCERPT_WIDTH))
  const lead = from > 0 ? '…' : ''
  const tail = line.length - from > EXCERPT_WIDTH ? '…' : ''
  const shown = line.slice(from, from + EXCERPT_WIDTH)
  const culprit = shown.slice(at - from, at - from + length)
  return {
    shown: printable(`${lead}${shown}${tail}`),
    before: lead.length + cells(shown.slice(0, at - from)),
    under: Math.max(1, cells(culprit)),
  }
}

/** East Asian letters take two cells of a terminal. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu

function cells(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0)
}
