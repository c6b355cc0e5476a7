/** Stages that a pod goes through, in order; the report names them. */
export const POD_STAGES = ['created', 'bound', 'starting', 'loading', 'warming', 'ready', 'stopping', 'gone'] as const
export type PodStage = (typeof POD_STAGES)[number]

const KEPT_MAX = 240

export interface SampledPod {
  readonly workload: number
  /** Its number in the order of creation of its workload's pods. */
  readonly number: number
  node: string | null
  /** By stage: when it was reached, in microseconds; −1: never. */
  readonly atUs: Float64Array
}

/**
 * The lives of some pods, spread evenly over the order of creation: every pod at first, every second, fourth, … once there are too
 * many. Which ones depends on nothing but that order.
 */
export class PodSample {
  kept: { readonly order: number; readonly pod: SampledPod }[] = []
  private created = 0
  private stride = 1
  private readonly counts: number[] = []
  /** By row of the pod table; null: not among them. Rows are first taken in turn. */
  private readonly byRow: (SampledPod | null)[] = []

  add(row: number, workload: number, nowUs: number): void {
    const number = this.counts[workload] ?? 0
    this.counts[workload] = number + 1
    const order = this.created++
    this.byRow[row] = null
    if (order % this.stride !== 0) return
    const pod: SampledPod = { workload, number, node: null, atUs: new Float64Array(POD_STAGES.length).fill(-1) }
    pod.atUs[0] = nowUs
    this.byRow[row] = pod
    this.kept.push({ order, pod })
    if (this.kept.length <= KEPT_MAX) return
    this.stride *= 2
    this.kept = this.kept.filter((each) => each.order % this.stride === 0)
  }

  reached(row: number, stage: PodStage, nowUs: number): void {
    const pod = this.byRow[row]
    if (pod === null) return
    pod.atUs[POD_STAGES.indexOf(stage)] = nowUs
    if (stage === 'gone') this.byRow[row] = null
  }

  bound(row: number, node: string, nowUs: number): void {
    const pod = this.byRow[row]
    if (pod === null) return
    pod.node = node
    this.reached(row, 'bound', nowUs)
  }
}
