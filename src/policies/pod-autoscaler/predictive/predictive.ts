import { z } from 'zod'
import { closestNameHint } from '../../../base/closest-name.ts'
import { durationField, shareField } from '../../../base/fields.ts'
import { issue } from '../../../base/issue.ts'
import { formatDuration } from '../../../base/time.ts'
import { bounded, boundsInOrder, replicaBounds } from '../../replica-bounds.ts'
import type { PodAutoscaler, PodAutoscalerPlugin, ReplicaDecision, ServiceView } from '../types.ts'
import { SeasonalForecast } from './seasonal-forecast.ts'

/** A fortnight, looked at every quarter of a minute. */
const SLOTS_MAX = 100_000

const options = z
  .strictObject({
    target: shareField({ min: 0.01 })
      .prefault('70%')
      .describe('Share of the capacity of its replicas that the expected load may take.'),
    season: durationField().prefault('1d').describe('After how long the load repeats itself.'),
    history: z
      .string()
      .optional()
      .describe(
        'A curve of the scenario: the load one season before, on the clock of this run (default: none is known until a season has passed).',
      ),
    horizon: durationField()
      .optional()
      .describe('How far ahead it looks (default: as long as the last pod took from creation to ready, as measured).'),
    errorMax: shareField({ min: 0 })
      .prefault('30%')
      .describe('Recent error of the forecast, as a share of the load, above which only what is observed counts.'),
    ...replicaBounds,
    every: replicaBounds.every.prefault('1m'),
  })
  .check(boundsInOrder)
  .check(({ value: { season, every }, issues }) => {
    if (season >= 2 * every && season <= SLOTS_MAX * every) return
    const message = `a season of ${formatDuration(season)} does not go with a look every ${formatDuration(every)}`
    issues.push(issue(season, message, `a season has from 2 to ${SLOTS_MAX} looks`, ['season']))
  })

type Options = z.output<typeof options>

class Predictive implements PodAutoscaler {
  readonly everyUs: number
  private readonly options: Options
  private readonly forecast: SeasonalForecast

  constructor(chosen: Options) {
    this.options = chosen
    this.everyUs = chosen.every
    this.forecast = new SeasonalForecast(Math.round(chosen.season / chosen.every))
  }

  decide(view: ServiceView): ReplicaDecision {
    const { loadPerSecond, startUs, capacityPerReplicaPerSecond } = view
    const { forecast, options: chosen } = this
    const { history } = chosen
    if (history !== undefined && forecast.isNew)
      forecast.recall((look) => view.outside(history, view.nowUs + look * chosen.every))
    // What is ordered now must do until what is ordered at the next look is ready.
    const looks = Math.ceil((chosen.horizon ?? startUs ?? 0) / chosen.every) + 1
    forecast.observe(loadPerSecond, looks)
    const expected = forecast.highestWithin(looks)
    const isTrusted = expected !== null && forecast.error <= chosen.errorMax
    const load = isTrusted ? Math.max(expected, loadPerSecond) : loadPerSecond
    const wanted = load === 0 ? 0 : load / (capacityPerReplicaPerSecond * chosen.target)
    const sum = `÷ (${capacityPerReplicaPerSecond}/s × ${(chosen.target * 100).toFixed(0)} %) = ${wanted.toFixed(2)}`
    return { replicas: bounded(wanted, chosen), reason: `${this.why(load, isTrusted, expected, looks)} ${sum}` }
  }

  private why(load: number, isTrusted: boolean, expected: number | null, looks: number): string {
    const rate = `${load.toFixed(1)}/s`
    if (isTrusted) return `${rate} expected within ${formatDuration(looks * this.everyUs)}`
    const reason =
      expected === null ? 'no season seen yet' : `forecast off by ${(this.forecast.error * 100).toFixed(0)} % lately`
    return `${rate} observed (${reason})`
  }
}

export const predictive: PodAutoscalerPlugin<Options> = {
  name: 'predictive',
  doc: 'Follows a seasonal forecast of the load, as far ahead as replicas take to start; what is observed where the forecast fails.',
  options,
  check: ({ history }, { curves }) => {
    if (history === undefined || curves.includes(history)) return []
    return [{ path: ['history'], message: `no curve named "${history}"`, hint: closestNameHint(history, curves) }]
  },
  curvesRead: ({ history }) => (history === undefined ? [] : [history]),
  create: (chosen) => new Predictive(chosen),
}
