import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import { HOSTNAME_LABEL, ZONE_LABEL } from '../../src/cluster/node-table.ts'
import { NO_AFFINITY, PLAIN_SCHEDULING, type PodAffinityTerm } from '../../src/model/scheduling.ts'
import { placement, podTemplate } from '../builders/model.ts'
import { placementOn } from '../builders/nodes.ts'
import { anyStep, forkStep, RESOURCES, type Step, take } from './cluster-steps.ts'

const nearOrFar = (topologyKey: string): PodAffinityTerm => ({
  topologyKey,
  labelSelector: { matchLabels: {}, matchExpressions: [] },
  namespaces: [],
  namespaceSelector: null,
})

const affinity = {
  ...NO_AFFINITY,
  pod: { required: [nearOrFar(ZONE_LABEL)], preferred: [] },
  podAnti: { required: [nearOrFar(HOSTNAME_LABEL)], preferred: [] },
}

/** Pods that look at nodes alone, and pods that look at other pods too. */
const ASKING = [
  podTemplate({ cpu: 1 }),
  podTemplate({ cpu: 5 }, { nodeSelector: { gpu: '2' } }),
  podTemplate({ cpu: 1 }, { labels: { looks: 'around' }, scheduling: { ...PLAIN_SCHEDULING, affinity } }),
]

/** Of equals the first by its text. */
function mostFrequent(words: readonly string[]): string | null {
  const count = (word: string) => words.filter((other) => other === word).length
  return [...new Set(words)].sort().sort((a, b) => count(b) - count(a))[0] ?? null
}

describe('why a class finds no node', () => {
  test.prop([fc.array(fc.tuple(anyStep, fc.array(forkStep, { maxLength: 4 })), { maxLength: 60, size: 'max' })])(
    'is told alike from what changed since it was last asked, and node by node',
    (steps) => {
      const cluster = new Cluster(RESOURCES, ['pool'])
      const choosing = placementOn(cluster, placement('first-fit'))
      const classes = ASKING.map((template) => cluster.podClass(template).id)
      const compare = () => {
        for (const podClass of classes) {
          const verdicts = choosing.verdicts(podClass)
          const { by, everywhere, isResolvable, topReason } = choosing.rejections(podClass)
          expect(topReason).toBe(mostFrequent(verdicts.flatMap(({ reasons }) => reasons)))
          expect(new Set(by.map(({ plugin }) => plugin.name))).toEqual(new Set(verdicts.map(({ filter }) => filter)))
          const helpful = verdicts.filter(({ resolvable }) => resolvable).map(({ node }) => node)
          const { rows, count } = cluster.order
          expect(new Set([...rows.subarray(0, count)].filter(isResolvable))).toEqual(new Set(helpful))
          const first = choosing.chooseAmong(podClass, ...readyRows(cluster))
          expect(everywhere).toBe(first === -1)
        }
      }
      const takeAll = (taken: readonly Step[], fromUs: number) => {
        for (const [i, one] of taken.entries()) take(cluster, one, fromUs + i)
      }
      for (const [i, [step, tried]] of steps.entries()) {
        takeAll([step], i * 10)
        if (tried.length > 0) {
          cluster.fork()
          takeAll(tried, i * 10 + 1)
          compare()
          cluster.revert()
        }
        compare()
      }
    },
  )
})

function readyRows({ order, nodes }: Cluster): [Int32Array, number] {
  const ready = order.rows.slice(0, order.count).filter((row) => nodes.state[row] === 2)
  return [ready, ready.length]
}
