import { type Distribution, sampleUs } from '../base/distribution.ts'
import type { Random } from '../base/random.ts'
import type { PodStartup } from '../model/workload.ts'

/**
 * How long one stage of the start takes for the pods of a workload. Drawn when a pod is created, not when it gets there: so the
 * n-th pod of a workload starts alike under every policy, in whatever order pods find nodes.
 */
class StageTimes {
  private readonly times: Distribution
  private readonly firsts: Random
  private readonly restarts: Random
  /** By pod, until it is asked for. */
  private readonly drawnUs = new Map<number, number>()

  constructor(times: Distribution, stream: (purpose: string) => Random) {
    this.times = times
    this.firsts = stream('first')
    this.restarts = stream('again')
  }

  draw(pod: number): void {
    this.drawnUs.set(pod, sampleUs(this.times, this.firsts))
  }

  /** Each time after the first is one more start of the same pod. */
  take(pod: number): number {
    const drawnUs = this.drawnUs.get(pod)
    if (drawnUs === undefined) return sampleUs(this.times, this.restarts)
    this.drawnUs.delete(pod)
    return drawnUs
  }
}

/** The stages of a workload's start that vary; those that always last as long need no draw. */
export type StartTimes = Partial<Record<keyof PodStartup, StageTimes>>

const STAGES = ['containerUs', 'modelUs', 'readyUs'] as const

export function startTimesOf(startup: PodStartup, stream: (path: string) => Random): StartTimes {
  const varying = STAGES.filter((stage) => startup[stage].kind !== 'constant')
  return Object.fromEntries(
    varying.map((stage) => [stage, new StageTimes(startup[stage], (purpose) => stream(`${stage}/${purpose}`))]),
  )
}

export function drawStart(times: StartTimes, pod: number): void {
  for (const stage of STAGES) times[stage]?.draw(pod)
}
