/** What a node can give and what its pods ask for, as far as scale-down looks at it. */
export interface NodeLoad {
  readonly allocatableCpuMilli: number
  readonly allocatableMemoryBytes: number
  /** GPUs of a node that is labelled as having some; null: not a GPU node. */
  readonly allocatableGpus: number | null
  readonly pods: readonly PodLoad[]
}

export interface PodLoad {
  readonly cpuMilli: number
  readonly memoryBytes: number
  readonly gpus: number
  /** `left-out`: neither the pod nor what it asks for exists (daemon set and static pods where they are to be ignored). */
  readonly counts: 'yes' | 'no' | 'left-out'
}

/**
 * Requests of a node's pods as a share of what it can give: the larger of cpu and memory, or of a GPU node the GPUs alone
 * (cluster-autoscaler, simulator/utilization). Null where that cannot be said.
 */
export function nodeUtilisation(node: NodeLoad): number | null {
  const sum = (counts: PodLoad['counts'], of: (pod: PodLoad) => number) =>
    node.pods.reduce((total, pod) => total + (pod.counts === counts ? of(pod) : 0), 0)
  const share = (allocatable: number, of: (pod: PodLoad) => number) => {
    const left = allocatable - sum('left-out', of)
    return left > 0 ? sum('yes', of) / left : null
  }
  if (node.allocatableGpus !== null) {
    return node.allocatableGpus === 0 ? 0 : sum('yes', ({ gpus }) => gpus) / node.allocatableGpus
  }
  const cpu = share(node.allocatableCpuMilli, ({ cpuMilli }) => cpuMilli)
  const memory = share(node.allocatableMemoryBytes, ({ memoryBytes }) => memoryBytes)
  return cpu === null || memory === null ? null : Math.max(cpu, memory)
}
