import type { VariantResult } from '../../results/types.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import { axisScale } from './axis-scale.ts'
import type { ChartConfig, Figure, Readout } from './chart-config.ts'
import { axisLabel, horizontal, type Panel, panelsConfig, panelsHeight, valueScale } from './panels.ts'
import { markRadii } from './plot.ts'
import { acrossVariants, bucketText, summaryValues } from './sentences.ts'
import { highestOf, seriesValues, subjects } from './series.ts'
import { stackedBars } from './stacked-bars.ts'
import type { Values } from './values.ts'

/** GPUs that pods share: how much was allocated, how much lay idle and was of no use, and why. */
export function drawGpu(context: ReportContext, theme: Theme): Figure[] {
  const shares = (name: string) => context.results.variants.map((variant) => shareOfAll(variant, name))
  const allocated = shares('gpu.allocated')
  const fragment = shares('gpu.fragment')
  if (highestOf(allocated) === 0) return []
  const { say } = context
  const panels: Panel[] = [
    { label: say('gpu.allocated'), unit: 'share', lines: allocated, atLeast: 1 },
    { label: say('gpu.fragment'), unit: 'share', lines: fragment },
  ]
  const asked = shares('gpu.asked')
  const isFilled = asked.every((values) => values === null || onlyGrows(values))
  const overTime = panelsConfig(context, theme, panels)
  const drawn: { config: ChartConfig; readouts?: readonly Readout[] } = isFilled
    ? { config: againstDemand(context, theme, overTime.config, asked) }
    : overTime
  return [
    {
      name: 'gpu-allocation',
      topic: say('gpu.topic'),
      finding: say('gpu.finding', {
        allocated: acrossVariants(context, summaryValues(context, 'gpu.allocated.end'), 'share'),
        fragment: acrossVariants(context, summaryValues(context, 'gpu.fragment.end'), 'share'),
      }),
      caption: say(isFilled ? 'gpu.captionDemand' : 'gpu.caption', { bucket: bucketText(context) }),
      ...drawn,
      height: panelsHeight(panels),
    },
    ...causes(context, theme),
  ]
}

/** The picture of the publications on fragmentation: not the time, but what has been asked for, runs across. */
function againstDemand(
  context: ReportContext,
  theme: Theme,
  config: ChartConfig,
  asked: readonly (Values | null)[],
): ChartConfig {
  const axis = axisScale('share', highestOf(asked), context.results.currency)
  const label = axisLabel(context, context.say('gpu.asked'), axis.unit)
  const datasets = config.data.datasets.map(({ values = [], marks, ...dataset }) => {
    const demand = asked[dataset.variant ?? -1] ?? []
    const data = values.flatMap((y, at) => (y === null || demand[at] == null ? [] : [{ x: demand[at], y }]))
    return { ...dataset, data, pointRadius: marks === undefined ? 0 : markRadii(data.length, marks) }
  })
  const x = horizontal(valueScale(theme, { ...axis, unit: label }))
  return { ...config, data: { datasets }, options: { ...config.options, scales: { ...config.options.scales, x } } }
}

/** At the end of the run. */
function causes(context: ReportContext, theme: Theme): Figure[] {
  const { say, results } = context
  const parts = subjects(context, 'gpu.fragmentBy').map((cause, at) => ({
    label: cause,
    swatch: `s${at}`,
    amounts: results.variants.map((variant) => shareOfAll(variant, 'gpu.fragmentBy', cause)?.at(-1) ?? null),
  }))
  if (parts.every(({ amounts }) => amounts.every((share) => (share ?? 0) === 0))) return []
  const ofIdle = summaryValues(context, 'gpu.fragment.ofIdle.end')
  return [
    {
      name: 'gpu-fragments',
      topic: say('gpu.causes'),
      finding: say('gpu.causesFinding', { values: acrossVariants(context, ofIdle, 'share') }),
      caption: say('gpu.causesCaption'),
      ...stackedBars(context, theme, 'share', parts),
    },
  ]
}

function shareOfAll(variant: VariantResult, name: string, of: string | null = null): Values | null {
  const total = seriesValues(variant, 'gpu.total')
  const part = seriesValues(variant, name, of)
  if (total === null || part === null) return null
  return part.map((value, at) => (value === null || (total[at] ?? 0) === 0 ? null : value / (total[at] ?? 1)))
}

function onlyGrows(values: Values): boolean {
  return values.every((value, at) => at === 0 || (value ?? 0) >= (values[at - 1] ?? 0))
}
