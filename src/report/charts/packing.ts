import { ABSENT, BOOTING, FULL } from '../../results/packing-bytes.ts'
import type { PackingRecord } from '../../results/types.ts'
import type { Theme } from '../palette.ts'
import type { ReportContext } from '../report-context.ts'
import type { Figure } from './chart-config.ts'
import { decoded, type HeatOptions } from './heat-map.ts'
import { baseOptions, timeScale, valueScale } from './panels.ts'
import { acrossVariants } from './sentences.ts'
import { resourceName } from './utilisation.ts'

const HEIGHT_MIN = 140
const HEIGHT_MAX = 460
const ROW_HEIGHT = 16

/** Where the holes are: one line per node of the pick, time across, darker the more of the node is requested. */
export function drawPacking(context: ReportContext, theme: Theme): Figure[] {
  const { say, verdict, results } = context
  const pick = results.variants[verdict.pick]
  const packing = pick?.packing
  const shown = packing?.resources.length ? shownResource(packing) : 0
  const resource = packing?.resources[shown]
  if (pick === undefined || packing === null || packing === undefined || resource === undefined) return []
  const rows = packing.rows.length
  const pools = packing.rows.flatMap(({ pool }, row) => (packing.rows[row - 1]?.pool === pool ? [] : [{ pool, row }]))
  const means = results.variants.map((variant) => (variant.packing == null ? null : meanShare(variant.packing, shown)))
  const heat: HeatOptions = {
    rows,
    samples: packing.samples,
    bucketsPerSample: packing.everySeconds / context.time.bucketSeconds,
    bytes: packing.shares[shown] ?? '',
    ramp: theme.ramp,
    booting: theme.booting,
  }
  const axis = valueScale(theme, { unit: '', divisor: 1, max: rows, ticks: [] })
  const base = baseOptions(theme)
  return [
    {
      name: 'packing',
      topic: say('packing.topic'),
      finding: say('packing.finding', {
        resource: resourceName(context, resource),
        values: acrossVariants(context, means, 'share'),
      }),
      caption: say('packing.caption', { name: pick.name }),
      config: {
        type: 'scatter',
        data: { datasets: [] },
        options: {
          ...base,
          plugins: { ...(base['plugins'] as object), simcapHeat: heat },
          scales: {
            x: timeScale(theme),
            y0: {
              ...axis,
              reverse: true,
              title: { display: false },
              tickValues: pools.map(({ row }) => row + 0.5),
              tickLabels: pools.map(({ pool }) => shortened(pool)),
              ticks: { ...(axis['ticks'] as object), autoSkip: false },
            },
          },
        },
      },
      height: Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, rows * ROW_HEIGHT)) + 40,
    },
  ]
}

/** What a cluster has besides CPU and memory it is built for: GPUs, say. */
export function shownResource({ resources }: PackingRecord): number {
  const last = resources.length - 1
  return resources[last] === 'cpu' || resources[last] === 'memory' ? 0 : last
}

/** What fits beside the map. */
function shortened(pool: string): string {
  return pool.length <= 9 ? pool : `${pool.slice(0, 8)}…`
}

/** Over all nodes that are ready, at all instants. */
function meanShare({ rows, samples, shares }: PackingRecord, resource: number): number | null {
  const bytes = decoded(shares[resource] ?? '')
  let [sum, count] = [0, 0]
  rows.forEach(({ nodes }, row) => {
    for (let at = 0; at < samples; at++) {
      const byte = bytes[row * samples + at]!
      if (byte === ABSENT || byte === BOOTING) continue
      sum += (byte / FULL) * nodes
      count += nodes
    }
  })
  return count === 0 ? null : sum / count
}
