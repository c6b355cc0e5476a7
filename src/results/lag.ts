import { LAG_PARTS, type LagPart } from '../metrics/lag/lag-parts.ts'
import { longestOf } from '../metrics/lag/service-lag.ts'
import type { ServiceMetrics } from '../metrics/run-metrics.ts'
import type { LagEpisode, Summary } from './types.ts'

/** How long capacity was lacking, and what was waited for, over every episode of some services. */
export function lagSummary(services: readonly ServiceMetrics[]): Summary {
  const lags = services.map(({ lag }) => lag)
  const sum = (of: (lag: ServiceMetrics['lag']) => number) => lags.reduce((total, lag) => total + of(lag), 0)
  const episodes = sum((lag) => lag.episodes)
  const mean = (us: number) => (episodes === 0 ? null : us / episodes / 1e6)
  const totalUs = sum((lag) => lag.totalUs)
  return {
    'lag.episodes': episodes,
    'lag.seconds.total': totalUs / 1e6,
    'lag.seconds.mean': mean(totalUs),
    'lag.seconds.max': episodes === 0 ? null : Math.max(...lags.map(({ maxUs }) => maxUs)) / 1e6,
    ...Object.fromEntries(
      LAG_PARTS.map((name, part) => [`lag.${name}SecondsMean`, mean(sum((lag) => lag.partsUs[part]))]),
    ),
  }
}

/** The longest episodes of all services together. */
export function lagEpisodes(
  services: ReadonlyMap<number, ServiceMetrics>,
  workloads: readonly string[],
): readonly LagEpisode[] {
  const episodes = [...services].flatMap(([index, { lag }]) => lag.longest.map((episode) => ({ ...episode, index })))
  episodes.sort((a, b) => a.fromUs - b.fromUs || a.index - b.index)
  return longestOf(episodes).map(({ index, fromUs, toUs, recovered, missingRequests, partsUs }) => ({
    workload: workloads[index],
    fromSeconds: fromUs / 1e6,
    toSeconds: toUs / 1e6,
    recovered,
    missingRequests,
    parts: Object.fromEntries(LAG_PARTS.map((part, p) => [part, partsUs[p] / 1e6])) as Record<LagPart, number>,
  }))
}
