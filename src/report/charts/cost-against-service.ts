import type { MetricRow } from '../../compare/compare-variants.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { colourOf } from '../variant-style.ts'
import { axisScale, spanScale, tidy } from './axis-scale.ts'
import type { Dataset, Figure } from './chart-config.ts'
import { baseOptions, valueScale } from './panels.ts'
import { joined } from './sentences.ts'

const HEIGHT = 320

/** Is more money buying anything? One mark per variant: cost to the right, harm upwards. */
export function drawCostAgainstService(context: ReportContext, theme: Theme): Figure[] {
  const { cost, quality } = context.verdict
  if (cost === null || quality === null || context.results.variants.length < 2) return []
  if (quality.values.every((value) => (value ?? 0) === 0)) return []
  const { currency } = context.results
  const x = spanScale(cost.definition.unit, cost.values, currency)
  const y = axisScale(quality.definition.unit, Math.max(0, ...known(quality)), currency)
  const datasets = points(context, theme, x.divisor, y.divisor)
  const harm = HARM[quality.definition.name] ?? quality.definition.name
  const xLabel = cost.definition.name === 'cost.total' ? `cost of the run, ${x.unit}` : x.unit
  return [
    {
      name: 'cost-against-service',
      topic: 'Cost against service',
      finding: finding(context, cost, quality, harm),
      caption: `One mark per variant; left is cheaper, down is better (${harm})`,
      config: {
        type: 'scatter',
        data: { datasets },
        options: {
          ...baseOptions(theme),
          interaction: { mode: 'nearest', intersect: false },
          scales: {
            x: { ...valueScale(theme, x, xLabel), min: x.min },
            y0: valueScale(theme, y, `${harm}, ${y.unit}`),
          },
        },
      },
      height: HEIGHT,
    },
  ]
}

const HARM: Readonly<Record<string, string>> = {
  'requests.lostShare': 'lost requests',
  'requests.lateShare': 'late requests',
  'jobs.waitSecondsMean': 'mean wait of a job',
  'pods.pending.waitSecondsMax': 'longest wait of a pod',
  'pods.pending.secondsTotal': 'pod-seconds pending',
}

function points(context: ReportContext, theme: Theme, xDivisor: number, yDivisor: number): Dataset[] {
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
        data: [{ x: tidy(x / xDivisor), y: tidy(y / yDivisor) }],
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
  if (beaten.length === 0)
    return `Every variant buys something: none has both lower cost and less harm (${harm}) than another.`
  const verb = beaten.length === 1 ? 'is' : 'are'
  return `${joined(beaten)} ${verb} beaten both ways: another variant costs no more and does better on ${harm}, or costs less and does as well.`
}

function beats(cost: MetricRow, quality: MetricRow, b: number, a: number): boolean {
  const [costA, costB, harmA, harmB] = [cost.values[a], cost.values[b], quality.values[a], quality.values[b]]
  if (costA == null || costB == null || harmA == null || harmB == null) return false
  return costB <= costA && harmB <= harmA && (costB < costA || harmB < harmA)
}

function known(row: MetricRow): number[] {
  return row.values.filter((value) => value !== null)
}
