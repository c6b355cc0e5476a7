/** Fewer feasible nodes are never looked for, if there are as many. */
const MIN_FEASIBLE_NODES = 100
/** With no percentage given it is 50 % less 1 % per 125 nodes, and never under this. */
const MIN_PERCENTAGE = 5

/** How many feasible nodes are enough (kube-scheduler, schedule_one.go); null and 0: the percentage adapts to the cluster. */
export function feasibleNodesToFind(percentageOfNodesToScore: number | null, nodes: number): number {
  if (nodes < MIN_FEASIBLE_NODES) return nodes
  const adaptive = Math.max(MIN_PERCENTAGE, 50 - Math.trunc(nodes / 125))
  const percentage =
    percentageOfNodesToScore === null || percentageOfNodesToScore === 0 ? adaptive : percentageOfNodesToScore
  return Math.max(MIN_FEASIBLE_NODES, Math.trunc((nodes * percentage) / 100))
}

/** Where the next search begins after one that began at `start` and looked at `processed` nodes. */
export function nextStartIndex(start: number, processed: number, nodes: number): number {
  return (start + processed) % nodes
}
