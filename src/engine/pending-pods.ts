import type { Cluster } from '../cluster/cluster.ts'
import { POD_PENDING } from '../cluster/pod-table.ts'

/** Waiting pods of one class, oldest first; entries whose pod is gone are skipped. */
interface ClassQueue {
  readonly podClass: number
  readonly priority: number
  rows: number[]
  sequences: number[]
  head: number
  /** Pods really waiting. */
  waiting: number
  /** The scheduler found no node for this class, and nothing has changed since that could help. */
  blocked: boolean
}

/**
 * Pods without a node. Pods of one class are alike to the scheduler, so when one finds no node the whole class is set aside
 * until the cluster changes in its favour: a full cluster costs one attempt per class and change, however many wait.
 * Order: priority, then age.
 */
export class PendingPods {
  private readonly cluster: Cluster
  private readonly queues: ClassQueue[] = []
  private readonly byClass: (ClassQueue | undefined)[] = []

  constructor(cluster: Cluster) {
    this.cluster = cluster
  }

  add(pod: number): void {
    const { pods, classes } = this.cluster
    const podClass = pods.podClass[pod]
    let queue = this.byClass[podClass]
    if (queue === undefined) {
      const { priority } = classes[podClass]
      queue = { podClass, priority, rows: [], sequences: [], head: 0, waiting: 0, blocked: false }
      this.byClass[podClass] = queue
      this.queues.push(queue)
    }
    if (queue.rows.length > 1024 + 2 * queue.waiting) dropSkipped(queue, this.cluster)
    queue.rows.push(pod)
    queue.sequences.push(pods.sequence[pod])
    queue.waiting++
  }

  /** A waiting pod goes away unplaced; its entry is skipped when its turn comes. */
  withdraw(podClass: number): void {
    const queue = this.byClass[podClass]
    if (queue !== undefined) queue.waiting--
  }

  /** The pod whose turn it is, or -1 when every waiting pod's class is blocked. */
  next(): number {
    let best: ClassQueue | null = null
    for (const queue of this.queues) {
      if (queue.blocked || queue.waiting === 0) continue
      if (best === null || before(queue, best, this.cluster)) best = queue
    }
    return best === null ? -1 : best.rows[settledHead(best, this.cluster)]
  }

  /** The pod that `next` gave has a node. */
  placed(pod: number): void {
    const queue = this.byClass[this.cluster.pods.podClass[pod]] as ClassQueue
    queue.head++
    queue.waiting--
  }

  block(podClass: number): void {
    ;(this.byClass[podClass] as ClassQueue).blocked = true
  }

  /** The cluster changed in a way that may make room. */
  unblock(): void {
    for (const queue of this.queues) queue.blocked = false
  }

  get blockedCount(): number {
    return this.queues.reduce((sum, queue) => sum + (queue.blocked ? queue.waiting : 0), 0)
  }

  /** Pods that the scheduler found no node for, class by class in the order in which it would take them. */
  blockedPods(): number[][] {
    return this.queues
      .filter((queue) => queue.blocked && queue.waiting > 0)
      .sort((a, b) => (before(a, b, this.cluster) ? -1 : 1))
      .map((queue) => queue.rows.filter((_, i) => i >= queue.head && waits(queue, i, this.cluster)))
  }
}

function before(a: ClassQueue, b: ClassQueue, cluster: Cluster): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  return oldest(a, cluster) < oldest(b, cluster)
}

function oldest(queue: ClassQueue, cluster: Cluster): number {
  return queue.sequences[settledHead(queue, cluster)]
}

/** Moves the head past pods that went away; there is a waiting pod in the queue. */
function settledHead(queue: ClassQueue, cluster: Cluster): number {
  while (!waits(queue, queue.head, cluster)) queue.head++
  return queue.head
}

/** Whether the pod of an entry still is the one that was added, and without a node. */
function waits(queue: ClassQueue, entry: number, { pods }: Cluster): boolean {
  const row = queue.rows[entry]
  return pods.state[row] === POD_PENDING && pods.sequence[row] === queue.sequences[entry]
}

/** Keeps the entries of waiting pods only: one that waits for long must not hold on to all that came and went behind it. */
function dropSkipped(queue: ClassQueue, cluster: Cluster): void {
  const kept = queue.rows.map((_, i) => i).filter((i) => i >= queue.head && waits(queue, i, cluster))
  queue.rows = kept.map((i) => queue.rows[i])
  queue.sequences = kept.map((i) => queue.sequences[i])
  queue.head = 0
}
