import type { DecisionRecord } from '../../results/types.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { colourOf } from '../variant-style.ts'
import type { Dataset, Figure } from './chart-config.ts'
import { baseOptions, timeScale, valueScale } from './panels.ts'
import { acrossVariants } from './sentences.ts'

/** As in the style sheet, where the last decisions stand beside their rows. */
const ROW_HEIGHT = 36
/** Of a name beside the axis. */
const LINE_LETTERS = 10
/** Of a mark's colour: where many decisions lie upon each other, it is darker. */
const SEE_THROUGH = 'bb'

/** Who decided when: a row of marks for each variant that decides, more above fewer, on the clock of the other charts. */
export function drawDecisions(context: ReportContext, theme: Theme): Figure[] {
  const { variants } = context.results
  const { say } = context
  const counts = variants.map(({ decisionCount }) => decisionCount)
  if (counts.every((count) => count === 0)) return []
  const deciding = decidingVariants(context)
  const datasets = deciding.flatMap((index, row) => marks(context, theme, index, row))
  const cut = variants.some(({ decisions, decisionCount }) => decisions.length < decisionCount)
  const kept = Math.max(...variants.map(({ decisions }) => decisions.length))
  const rows = deciding.length
  const axis = valueScale(theme, { unit: '', divisor: 1, max: rows, ticks: deciding.map((_, row) => row + 0.5) })
  const font = { family: theme.font, size: Math.round(theme.fontSize * 0.8) }
  const tickLabels = deciding.map((index) => inTwoLines(variants[index]?.name ?? ''))
  return [
    {
      name: 'decisions-over-time',
      topic: say('decisions.topic'),
      finding: say('decisions.finding', { values: acrossVariants(context, counts, '1') }),
      caption: say('decisions.caption', { note: cut ? say('decisions.first', { count: kept }) : '' }),
      config: {
        type: 'scatter',
        data: { datasets },
        options: {
          ...baseOptions(theme),
          scales: {
            x: timeScale(theme),
            y0: {
              ...axis,
              tickLabels,
              ticks: { ...(axis['ticks'] as object), font },
              reverse: true,
              title: { display: false },
              grid: { display: false },
            },
          },
        },
      },
      height: rows * ROW_HEIGHT + 40,
    },
  ]
}

/** Their positions; who never decides has no row. */
export function decidingVariants({ results }: ReportContext): number[] {
  return results.variants.flatMap(({ decisionCount }, index) => (decisionCount > 0 ? [index] : []))
}

/** A name beside the axis, which is as wide as that of every chart on this clock. */
export function inTwoLines(name: string): string[] {
  const lines = ['']
  for (const piece of name.match(/[^-_ ]+[-_ ]?|[-_ ]/g) ?? []) {
    const line = lines.at(-1) ?? ''
    if (line === '' || line.length + piece.trimEnd().length <= LINE_LETTERS) lines[lines.length - 1] = line + piece
    else lines.push(piece)
  }
  const [first = '', second, ...more] = lines.map((line) => line.trim())
  if (second === undefined) return [shortened(first, false)]
  return [shortened(first, false), shortened(second, more.length > 0)]
}

function shortened(line: string, goesOn: boolean): string {
  return line.length > LINE_LETTERS || goesOn ? `${line.slice(0, LINE_LETTERS - 1)}…` : line
}

/** More above the middle of the row, fewer below. */
const HEIGHTS = { up: 0.32, other: 0.5, down: 0.68 } as const

function marks(context: ReportContext, theme: Theme, index: number, row: number): Dataset[] {
  const variant = context.results.variants[index]
  const style = context.styles[index]
  if (variant === undefined || style === undefined || variant.decisions.length === 0) return []
  const colour = colourOf(style, theme)
  const ways = variant.decisions.map(direction)
  return [
    {
      label: variant.name,
      variant: index,
      data: variant.decisions.map(({ atSeconds }, at) => ({
        x: atSeconds / context.time.bucketSeconds,
        y: row + HEIGHTS[ways[at] ?? 'other'],
      })),
      yAxisID: 'y0',
      borderColor: colour,
      backgroundColor: `${colour}${SEE_THROUGH}`,
      borderDash: style.dash,
      borderWidth: 0,
      shape: style.shape,
      pointStyle: ways.map((way) => (way === 'other' ? 'circle' : 'triangle')),
      rotation: ways.map((way) => (way === 'down' ? 180 : 0)),
      pointRadius: ways.map((way) => (way === 'other' ? 2.5 : 4)),
    },
  ]
}

/** '6 → 24 replicas', '+2 general', '−1 general-3': more or fewer of something, or neither. */
export function direction({ decision }: DecisionRecord): 'up' | 'down' | 'other' {
  const change = /(\d+) → (\d+)/.exec(decision)
  if (change !== null) return Number(change[2]) > Number(change[1]) ? 'up' : 'down'
  if (/^\+\d/.test(decision)) return 'up'
  return /^[−-]\d/.test(decision) ? 'down' : 'other'
}
