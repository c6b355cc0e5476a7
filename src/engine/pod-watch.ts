import { POD_FREE, POD_PENDING } from '../cluster/pod-table.ts'
import { rankingFor } from './find-node.ts'
import type { Ranking } from './placement/ranking.ts'
import type { Run } from './run.ts'
import type { RunWatch } from './run-watch.ts'

/** A pod's place among the pods of its workload, in order of creation: of a service, or of one submission of a job. */
export interface PodPlace {
  /** 0 for services. */
  readonly batch: number
  readonly index: number
}

/** The decision that gave a pod its node, and what it was taken from. */
export interface SeenDecision {
  readonly atUs: number
  readonly node: number
  readonly wasPromised: boolean
  readonly ranking: Ranking
  /** By node row, as the nodes were called then. */
  readonly names: readonly string[]
}

interface SeenPod extends PodPlace {
  readonly row: number
  readonly sequence: number
  readonly createdUs: number
}

/** Counts the pods of one workload, and sees one of them from its creation to its node. */
export class PodWatch implements RunWatch {
  /** The pod that is looked for, once it exists. */
  target: SeenPod | null = null
  latest: SeenPod | null = null
  decision: SeenDecision | null = null
  /** By submission: pods so far. Services have only the first. */
  readonly counts: number[] = []
  private readonly run: Run
  private readonly workload: number
  private readonly wanted: PodPlace | null
  private readonly byRow = new Map<number, SeenPod>()
  private ranking: Ranking | null = null

  /** `wanted`: null only counts. */
  constructor(run: Run, workload: number, wanted: PodPlace | null) {
    this.run = run
    this.workload = workload
    this.wanted = wanted
  }

  created(pod: number): void {
    const { pods } = this.run.cluster
    if (pods.workload[pod] !== this.workload) return
    // Pods of a job are numbered by submission; of everything else through the whole run.
    const batch = this.run.workloads[this.workload].kind === 'job' ? pods.batch[pod] : 0
    const index = this.counts[batch] ?? 0
    this.counts[batch] = index + 1
    const seen = { batch, index, row: pod, sequence: pods.sequence[pod], createdUs: this.run.nowUs }
    this.byRow.set(pod, seen)
    this.latest = seen
    if (batch === this.wanted?.batch && index === this.wanted.index) this.target = seen
  }

  trying(pod: number): void {
    if (this.isTarget(pod)) this.ranking = rankingFor(this.run, pod)
  }

  found(pod: number, node: number): void {
    if (!this.isTarget(pod) || this.ranking === null) return
    const { nowUs, nominations, cluster } = this.run
    const wasPromised = nominations.of(pod) === node
    this.decision = { atUs: nowUs, node, wasPromised, ranking: this.ranking, names: [...cluster.nodes.names] }
  }

  /** How it is with a pod of the workload now. */
  stateOf({ row, sequence }: SeenPod): 'pending' | 'placed' | 'gone' {
    const { pods } = this.run.cluster
    if (pods.sequence[row] !== sequence || pods.state[row] === POD_FREE) return 'gone'
    return pods.state[row] === POD_PENDING ? 'pending' : 'placed'
  }

  /** The pending pod that was created first, or else the one that was created last; null: there has been none. */
  get mostInteresting(): PodPlace | null {
    let first: SeenPod | null = null
    for (const pod of this.byRow.values()) {
      if (this.stateOf(pod) === 'pending' && (first === null || pod.sequence < first.sequence)) first = pod
    }
    return first ?? this.latest
  }

  private isTarget(pod: number): boolean {
    return this.target !== null && this.target.row === pod && this.stateOf(this.target) !== 'gone'
  }
}
