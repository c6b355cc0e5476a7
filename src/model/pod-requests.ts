import { type Amounts, BASE_RESOURCES } from './amounts.ts'

/** What a container asks for. Init containers that restart `Always` are sidecars: they run beside everything after them. */
export interface ContainerRequests {
  readonly requests: Amounts
  readonly restartPolicy?: string
}

/** What a pod's containers ask for, each by its name. */
export interface RunningContainers {
  readonly containers: readonly NamedContainer[]
  readonly initContainers: readonly NamedContainer[]
  readonly podRequests?: Amounts
}

export interface NamedContainer extends ContainerRequests {
  readonly name: string
}

/** Everything of a pod that decides what it takes of a node. */
export interface PodContainers {
  readonly containers: readonly ContainerRequests[]
  /** In the order in which they run. */
  readonly initContainers: readonly ContainerRequests[]
  /** Requests of the pod as a whole: they stand in place of the containers' for cpu, memory and huge pages. */
  readonly podRequests?: Amounts
  readonly overhead?: Amounts
}

/** kube-scheduler's stand-ins for a container without a request, in scores only (pkg/scheduler/util/pod_resources.go). */
export const UNREQUESTED_CPU_MILLI = 100
export const UNREQUESTED_MEMORY_BYTES = 200 * 1024 * 1024

const UNREQUESTED: Amounts = { cpu: UNREQUESTED_CPU_MILLI, memory: UNREQUESTED_MEMORY_BYTES }

/**
 * What the scheduler's filters reckon with (k8s.io/component-helpers resource/helpers.go): per resource the larger of
 *   all app containers and sidecars together, and
 *   each ordinary init container together with the sidecars that were started before it,
 * or what the pod asks for as a whole, and the overhead on top. A request of 0 stays a request.
 */
export function effectiveRequests(pod: PodContainers): Amounts {
  return folded(pod, {})
}

/** The same for scores, where every container, init or not, counts as if it asked for some cpu and memory. */
export function scoredRequests(pod: PodContainers): { readonly cpuMilli: number; readonly memoryBytes: number } {
  const { cpu, memory } = folded(pod, standIns(pod))
  return { cpuMilli: cpu ?? 0, memoryBytes: memory ?? 0 }
}

/** A pod that states requests of its own as a whole gets stand-ins only for what nothing in it asks for. */
function standIns(pod: PodContainers): Amounts {
  if (Object.keys(pod.podRequests ?? {}).length === 0) return UNREQUESTED
  const asked = effectiveRequests(pod)
  return Object.fromEntries(Object.entries(UNREQUESTED).filter(([name]) => !(name in asked)))
}

function folded(pod: PodContainers, unrequested: Amounts): Amounts {
  const amounts: Record<string, number> = {}
  for (const name of resourceNames(pod, unrequested)) {
    const amount = foldedAmount(pod, name, unrequested[name])
    if (amount !== undefined) amounts[name] = amount
  }
  return amounts
}

function foldedAmount(pod: PodContainers, name: string, unrequested: number | undefined): number | undefined {
  let together: number | undefined
  let sidecars = 0
  let largestInit: number | undefined
  for (const { requests } of pod.containers) together = plus(together, requests[name] ?? unrequested)
  for (const { requests, restartPolicy } of pod.initContainers) {
    const amount = requests[name] ?? unrequested
    if (restartPolicy === 'Always') {
      together = plus(together, amount)
      sidecars += amount ?? 0
    } else if (amount !== undefined) largestInit = Math.max(largestInit ?? 0, sidecars + amount)
  }
  if (largestInit !== undefined) together = Math.max(together ?? 0, largestInit)
  const whole = countsForWholePod(name) ? pod.podRequests?.[name] : undefined
  return plus(whole ?? together, pod.overhead?.[name])
}

function plus(sum: number | undefined, amount: number | undefined): number | undefined {
  return amount === undefined ? sum : (sum ?? 0) + amount
}

function countsForWholePod(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}

/** Base resources first, then the others in the order in which they are written. */
function resourceNames(pod: PodContainers, unrequested: Amounts): Set<string> {
  const names = new Set<string>(BASE_RESOURCES)
  const lists = [...pod.containers, ...pod.initContainers].map(({ requests }) => requests)
  for (const amounts of [...lists, pod.podRequests ?? {}, pod.overhead ?? {}, unrequested]) {
    for (const name of Object.keys(amounts)) names.add(name)
  }
  return names
}
