import type { DecisionRecord } from '../../results/types.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { colourOf } from '../variant-style.ts'
import type { Dataset, Figure } from './chart-config.ts'
import { baseOptions, timeScale, valueScale } from './panels.ts'
import { acrossVariants } from './sentences.ts'

const ROW_HEIGHT = 30

/** Who decided when: a row of marks for each variant, on the clock of the other charts. */
export function drawDecisions(context: ReportContext, theme: Theme): Figure[] {
  const { variants } = context.results
  const { say } = context
  const counts = variants.map(({ decisionCount }) => decisionCount)
  if (counts.every((count) => count === 0)) return []
  const datasets = variants.flatMap((_, index) => marks(context, theme, index))
  const cut = variants.some(({ decisions, decisionCount }) => decisions.length < decisionCount)
  const kept = Math.max(...variants.map(({ decisions }) => decisions.length))
  const rows = variants.length
  const axis = valueScale(theme, { unit: '', divisor: 1, max: rows, ticks: [] })
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
          scales: { x: timeScale(theme), y0: { ...axis, reverse: true, title: { display: false } } },
        },
      },
      height: rows * ROW_HEIGHT + 40,
    },
  ]
}

function marks(context: ReportContext, theme: Theme, index: number): Dataset[] {
  const variant = context.results.variants[index]
  const style = context.styles[index]
  if (variant === undefined || style === undefined || variant.decisions.length === 0) return []
  const colour = colourOf(style, theme)
  const ways = variant.decisions.map(direction)
  return [
    {
      label: variant.name,
      variant: index,
      data: variant.decisions.map(({ atSeconds }) => ({
        x: atSeconds / context.time.bucketSeconds,
        y: index + 0.5,
      })),
      yAxisID: 'y0',
      borderColor: colour,
      backgroundColor: colour,
      borderDash: style.dash,
      borderWidth: 1,
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
