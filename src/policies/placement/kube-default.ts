import { z } from 'zod'
import { DEFAULT_PLUGINS, kubeScore } from '../kube-plugins.ts'
import type { PlacementPlugin } from './types.ts'

const BALANCED = 'NodeResourcesBalancedAllocation'

const options = z.strictObject({
  percentageOfNodesToScore: z
    .int()
    .min(0)
    .max(100)
    .default(100)
    .describe(
      'The share of the nodes that is looked at; 0: as large clusters do it, the less the more nodes there are.',
    ),
  ties: z
    .enum(['first', 'random'])
    .default('first')
    .describe('Which of equally good nodes is taken: the first, as since v1.35, or any, as before.'),
  balancedAllocation: z
    .enum(['v1.36', 'v1.35'])
    .default('v1.36')
    .describe('The formula of NodeResourcesBalancedAllocation, by the version that it came with or ended with.'),
})

export const kubeDefault: PlacementPlugin<z.output<typeof options>> = {
  name: 'kube-default',
  doc: 'Places as kube-scheduler does by default: its filters, its scores and their weights, its arithmetic; over all nodes.',
  options,
  profile({ percentageOfNodesToScore, ties, balancedAllocation }) {
    const scores = DEFAULT_PLUGINS.flatMap(({ name, weight }) => {
      const plugin = kubeScore(name)
      if (plugin === undefined || weight === undefined) return []
      return [
        {
          plugin: name,
          weight,
          options: plugin.options.parse(name === BALANCED ? { formula: balancedAllocation } : {}),
        },
      ]
    })
    return { scores, ties, percentageOfNodesToScore }
  },
}
