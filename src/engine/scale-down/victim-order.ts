/** What a ReplicaSet looks at when it chooses whom to delete. */
export interface ReplicaPod {
  readonly assigned: boolean
  readonly phase: 'Pending' | 'Unknown' | 'Running'
  readonly ready: boolean
  /** Annotation `controller.kubernetes.io/pod-deletion-cost`; without: 0. */
  readonly deletionCost: number
  /** Active pods of the same owner family on its node, itself included. */
  readonly colocated: number
  /** How long ago it became ready and was created; null: not known, which counts as later than any known time. */
  readonly readyAgeUs: number | null
  readonly ageUs: number | null
  /** Most restarts of one of its containers. */
  readonly restarts: number
  /** Order of creation, where Kubernetes compares random UIDs: of pods alike in everything else the younger goes first. */
  readonly sequence: number
}

const PHASES = ['Pending', 'Unknown', 'Running'] as const

/**
 * Below 0: `a` is deleted before `b` (kubernetes, pkg/controller/controller_utils.go, ActivePodsWithRanks). Ages are compared by
 * powers of two, so that a burst of scaling up is not undone pod by pod in the order of its creation.
 */
export function compareVictims(a: ReplicaPod, b: ReplicaPod): number {
  return (
    Number(a.assigned) - Number(b.assigned) ||
    PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
    Number(a.ready) - Number(b.ready) ||
    a.deletionCost - b.deletionCost ||
    b.colocated - a.colocated ||
    (a.ready && b.ready ? youngerFirst(a, b, a.readyAgeUs, b.readyAgeUs) : 0) ||
    b.restarts - a.restarts ||
    youngerFirst(a, b, a.ageUs, b.ageUs) ||
    b.sequence - a.sequence
  )
}

/** The `count` pods that go; when that is all of them, nobody is compared. */
export function podsToDelete<Pod extends ReplicaPod>(pods: readonly Pod[], count: number): Pod[] {
  return count >= pods.length ? [...pods] : [...pods].sort(compareVictims).slice(0, count)
}

function youngerFirst(a: ReplicaPod, b: ReplicaPod, ageA: number | null, ageB: number | null): number {
  if (ageA === ageB) return 0
  if (ageA === null) return -1
  if (ageB === null) return 1
  return ageBucket(ageA) - ageBucket(ageB) || b.sequence - a.sequence
}

/** ⌊log₂⌋ of the age in nanoseconds; an age of 0 is below all others. Halving is exact, a logarithm is not. */
function ageBucket(ageUs: number): number {
  let bucket = -1
  for (let left = ageUs * 1000; left >= 1; left /= 2) bucket++
  return bucket
}
