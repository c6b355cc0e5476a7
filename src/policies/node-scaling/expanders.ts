import { power } from '../../base/power.ts'

/** One way to grow: so many nodes of one group, for so many of the waiting pods. */
export interface ExpansionOption {
  readonly nodes: number
  readonly pods: number
  /** Per node; capacity, not what is allocatable. */
  readonly capacityCpuMilli: number
  readonly capacityMemoryBytes: number
  /** Of the pods together. */
  readonly requestedCpuMilli: number
  readonly requestedMemoryBytes: number
  readonly pricePerHour: number
}

/** The options with the fewest nodes. */
export function leastNodes<Option extends Pick<ExpansionOption, 'nodes'>>(options: readonly Option[]): Option[] {
  return lowest(
    options.filter(({ nodes }) => nodes > 0),
    ({ nodes }) => nodes,
  )
}

/** The options that take the most pods. */
export function mostPods<Option extends Pick<ExpansionOption, 'pods'>>(options: readonly Option[]): Option[] {
  return lowest(options, ({ pods }) => -pods)
}

type Waste = Omit<ExpansionOption, 'pods' | 'pricePerHour'>

/** The options whose nodes stand least empty: idle shares of cpu and memory, added up. */
export function leastWaste<Option extends Waste>(options: readonly Option[]): Option[] {
  return lowest(options, (option) => {
    const cpu = option.capacityCpuMilli * option.nodes
    const memory = option.capacityMemoryBytes * option.nodes
    return (cpu - option.requestedCpuMilli) / cpu + (memory - option.requestedMemoryBytes) / memory
  })
}

/** Options of the highest priority whose patterns match the group's name; all of them when none matches. */
export function byPriority<Option extends { readonly group: string }>(
  options: readonly Option[],
  priorities: readonly { readonly priority: number; readonly groups: readonly string[] }[],
): Option[] {
  const highest = [...priorities].sort((a, b) => b.priority - a.priority)
  for (const { groups } of highest) {
    const matching = options.filter(({ group }) => groups.some((pattern) => matches(pattern, group)))
    if (matching.length > 0) return matching
  }
  return [...options]
}

/** A name with `*` for any part of it. */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.split('*')
  if (!name.startsWith(head)) return false
  let at = head.length
  for (const part of parts) {
    const found = name.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return parts.length === 0 ? at === name.length : parts.at(-1) === '' || name.endsWith(parts.at(-1) ?? '')
}

export interface PricedOption {
  readonly nodes: number
  readonly nodePrice: number
  readonly nodeCpuMilli: number
  readonly isGpu: boolean
  /** What the pods would cost by themselves. */
  readonly podPrice: number
  /** False: the group would have to be made first. */
  readonly exists: boolean
}

export interface PriceScale {
  /** Cpu of a node of the size that suits the cluster. */
  readonly preferredCpuMilli: number
  /** The price of a small pod (500 m, 500 MiB), so that tiny sums do not make large ratios. */
  readonly stabilisation: number
}

/** The options that cost least for what they do, with a bias to nodes of the preferred size that fades as more nodes are added. */
export function byPrice<Option extends PricedOption>(options: readonly Option[], scale: PriceScale): Option[] {
  return lowest(options, (option) => priceScore(option, scale))
}

export function priceScore(option: PricedOption, { preferredCpuMilli, stabilisation }: PriceScale): number {
  const { nodes, nodePrice, podPrice, exists } = option
  const ratio = (nodePrice * nodes + stabilisation) / (podPrice + stabilisation)
  const unfitness = option.isGpu ? GPU_UNFITNESS : nodeUnfitness(preferredCpuMilli, option.nodeCpuMilli)
  const suppressed = (unfitness - 1) * (1 - tanh((nodes - 1) / 15)) + 1
  return ratio * suppressed * (exists ? 1 : 2)
}

/** GPU nodes are only for pods that want one. */
const GPU_UNFITNESS = 1000

export function nodeUnfitness(preferredCpuMilli: number, nodeCpuMilli: number): number {
  return Math.max(preferredCpuMilli / nodeCpuMilli, nodeCpuMilli / preferredCpuMilli)
}

/** Cpu of the node size that suits a cluster of so many nodes. */
export function preferredNodeCpuMilli(clusterNodes: number): number {
  const sizes = [
    [2, 1000],
    [6, 2000],
    [20, 4000],
    [60, 8000],
    [200, 16_000],
  ] as const
  return sizes.find(([most]) => clusterNodes <= most)?.[1] ?? 32_000
}

/** Math.tanh may differ in its last bit from one Node version to the next. */
function tanh(x: number): number {
  const e = power(Math.E, 2 * x)
  return e === Number.POSITIVE_INFINITY ? 1 : (e - 1) / (e + 1)
}

function lowest<Option>(options: readonly Option[], score: (option: Option) => number): Option[] {
  const scores = options.map(score)
  const best = scores.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
  return options.filter((_, i) => scores[i] === best)
}
