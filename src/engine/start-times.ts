import { type Distribution, mean, sampleUs } from '../base/distribution.ts'
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

export type TimedStage = keyof PodStartup

const STAGES: readonly TimedStage[] = ['containerUs', 'modelUs', 'readyUs']

/** How long the stages of a workload's start take; those that always last as long need no draw. */
export class StartTimes {
  private readonly constantUs = new Map<TimedStage, number>()
  private readonly varying = new Map<TimedStage, StageTimes>()

  constructor(startup: PodStartup, stream: (path: string) => Random) {
    for (const stage of STAGES) {
      const times = startup[stage]
      if (times.kind === 'constant') this.constantUs.set(stage, mean(times))
      else this.varying.set(stage, new StageTimes(times, (purpose) => stream(`${stage}/${purpose}`)))
    }
  }

  /** Of a new pod. */
  draw(pod: number): void {
    if (this.varying.size === 0) return
    for (const times of this.varying.values()) times.draw(pod)
  }

  takeUs(stage: TimedStage, pod: number): number {
    return this.constantUs.get(stage) ?? this.varying.get(stage)?.take(pod) ?? 0
  }
}
