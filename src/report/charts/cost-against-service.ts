import type { MetricRow } from '../../compare/compare-variants.ts'
import { knownKey } from '../messages/messages.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { valueText } from '../translated-unit.ts'
import { colourOf } from '../variant-style.ts'
import { axisScale, spanScale } from './axis-scale.ts'
import type { Dataset, Figure } from './chart-config.ts'
import { axisLabel, baseOptions, horizontal, valueScale } from './panels.ts'
import { joined } from './sentences.ts'

const HEIGHT = 320

/** Is more money buying anything? One mark per variant: cost to the right, harm upwards. */
export function drawCostAgainstService(context: ReportContext, theme: Theme): Figure[] {
  const { cost, quality } = context.verdict
  if (cost === null || quality === null || context.results.variants.length < 2) return []
  if (quality.values.every((value) => (value ?? 0) === 0)) return []
  const { say } = context
  const { currency } = context.results
  const x = spanScale(cost.definition.unit, cost.values, currency)
  const y = axisScale(quality.definition.unit, Math.max(0, ...known(quality)), currency)
  const datasets = points(context, theme)
  const harm = harmName(context, quality)
  const xLabel = cost.definition.name === 'cost.total' ? say('scatter.cost', { unit: x.unit }) : x.unit
  return [
    {
      name: 'cost-against-service',
      topic: say('scatter.topic'),
      finding: finding(context, cost, quality, harm),
      caption: say('scatter.caption', { harm }),
      marks: datasets.map(
        ({ variant = 0 }) => said(context, cost, variant) + SEPARATOR + said(context, quality, variant),
      ),
      config: {
        type: 'scatter',
        data: { datasets },
        options: {
          ...baseOptions(theme),
          scales: {
            x: horizontal({ ...valueScale(theme, { ...x, unit: xLabel }), min: x.min * x.divisor }),
            y0: valueScale(theme, { ...y, unit: axisLabel(context, harm, y.unit) }),
          },
        },
      },
      height: HEIGHT,
    },
  ]
}

const SEPARATOR = ' · '

function said(context: ReportContext, { definition, values }: MetricRow, variant: number): string {
  return valueText(context, values[variant] ?? null, definition.unit)
}

function harmName({ say }: ReportContext, { definition: { name } }: MetricRow): string {
  const key = knownKey(`harm.${name}`)
  return key === null ? name : say(key)
}

function points(context: ReportContext, theme: Theme): Dataset[] {
  const { cost, quality } = context.verdict
  return context.results.variants.flatMap((variant, index) => {
    const style = context.styles[index]
    const x = cost?.values[index] ?? null
    const y = quality?.values[index] ?? null
    if (style === undefined || x === null || y === null) return []
    const colour = colourOf(style, theme)
    return [
      {
        label: variant.name,
        variant: index,
        data: [{ x, y }],
        yAxisID: 'y0',
        borderColor: colour,
        backgroundColor: colour,
        borderDash: style.dash,
        borderWidth: style.heavy ? 2.5 : 1.75,
        pointStyle: style.shape,
        pointRadius: style.heavy ? 9 : 7,
        pointHoverRadius: 10,
        clip: false,
      },
    ]
  })
}

/** Variants that another one beats both ways are named: nobody should pay for them. */
function finding(context: ReportContext, cost: MetricRow, quality: MetricRow, harm: string): string {
  const names = context.results.variants.map((variant) => variant.name)
  const beaten = names.filter((_, a) => names.some((_other, b) => beats(cost, quality, b, a)))
  const { say } = context
  if (beaten.length === 0) return say('scatter.all', { harm })
  const subject = say(beaten.length === 1 ? 'scatter.is' : 'scatter.are', { names: joined(context, beaten) })
  return say('scatter.beaten', { names: subject, harm })
}

function beats(cost: MetricRow, quality: MetricRow, b: number, a: number): boolean {
  const [costA, costB, harmA, harmB] = [cost.values[a], cost.values[b], quality.values[a], quality.values[b]]
  if (costA == null || costB == null || harmA == null || harmB == null) return false
  return costB <= costA && harmB <= harmA && (costB < costA || harmB < harmA)
}

function known(row: MetricRow): number[] {
  return row.values.filter((value) => value !== null)
}
