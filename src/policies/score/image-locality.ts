import { type NoOptions, noOptions } from '../no-options.ts'
import type { CandidateScore, Candidates, ScorePlugin } from '../placement/types.ts'

const MEBIBYTE = 1024 * 1024
const LEAST_BYTES = 23 * MEBIBYTE
const MOST_BYTES_PER_CONTAINER = 1000 * MEBIBYTE

/**
 * kube-scheduler's ImageLocality (imagelocality/image_locality.go): per image that the node has, its size times the share of
 * all nodes that have it, so that one node does not draw everything to itself; the sum, between 23 MiB and 1000 MiB per
 * container, as 0 to 100. Not normalised.
 */
export const imageLocality: ScorePlugin<NoOptions> = {
  name: 'ImageLocality',
  doc: "Prefers nodes that have the pod's images already, large and widespread ones above all.",
  options: noOptions,
  prepare({ images }, cluster) {
    if (images.length === 0) return null
    const tallies = images.map(({ name }) => cluster.imageTally(name))
    const slots = [...new Set(tallies)]
    const bytes = images.map(({ sizeBytes }) => sizeBytes)
    return locality(
      slots,
      tallies.map((tally) => slots.indexOf(tally)),
      bytes,
    )
  },
}

/** `slotOf` and `sizes` by image. */
function locality(slots: readonly number[], slotOf: readonly number[], sizes: readonly number[]): CandidateScore {
  const most = MOST_BYTES_PER_CONTAINER * sizes.length
  /** By image: what a node that has it gets. */
  const shares = sizes.map(() => 0)

  function measure(candidates: Candidates): boolean {
    let all = 0
    for (let i = 0; i < candidates.size; i++) all += candidates.nodes[i]
    let anywhere = false
    for (let image = 0; image < sizes.length; image++) {
      const having = nodesHaving(candidates, slotOf[image])
      shares[image] = having === 0 ? 0 : Math.floor(sizes[image] * (having / all))
      if (having > 0) anywhere = true
    }
    return anywhere
  }

  return {
    reach: 'candidates',
    slots,
    groupKey: () => '',
    add(candidates, weight, totals) {
      if (!measure(candidates)) return
      const { size, feasible, slots: columns } = candidates
      for (let i = 0; i < size; i++) {
        if (feasible[i] === 0) continue
        let sum = 0
        for (let image = 0; image < shares.length; image++) if (columns[slotOf[image]][i] > 0) sum += shares[image]
        const bytes = Math.min(Math.max(sum, LEAST_BYTES), most)
        totals[i] += weight * Math.floor((100 * (bytes - LEAST_BYTES)) / (most - LEAST_BYTES))
      }
    },
  }
}

function nodesHaving({ size, nodes, slots }: Candidates, slot: number): number {
  let count = 0
  for (let i = 0; i < size; i++) if (slots[slot][i] > 0) count += nodes[i]
  return count
}
