import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewOf } from '../../src/cluster/view.ts'
import { balance, NodeFill } from '../../src/policies/node-fill.ts'
import { nodeShape, podTemplate } from '../builders/model.ts'
import { clusterOf } from '../builders/nodes.ts'

test.each([
  { cpu: 0.5, memory: 0.5, expected: 100, because: 'the two are even' },
  { cpu: 0.9, memory: 0.1, expected: 60, because: 'the deviation of two is half their distance: 0.4' },
  { cpu: 1.5, memory: 0.5, expected: 75, because: 'more than all counts as all: 1 − 0.5 / 2' },
])('$cpu and $memory: $because', ({ cpu, memory, expected }) => {
  expect(balance(cpu, memory)).toBe(expected)
})

const columnsOf = ({ balances, cpuShares, memoryShares, freeCpu, freeMemory }: NodeFill) =>
  [balances, cpuShares, memoryShares, freeCpu, freeMemory].map((column) => [...column.subarray(0, 5)])

test('whatever happens to the cluster, forks included, what is kept is what is reckoned afresh', () => {
  const sizes = [
    podTemplate({ cpu: 1000 }),
    podTemplate({ memory: 2 ** 30 }),
    podTemplate({ cpu: 500, memory: 2 ** 31 }),
  ]
  const step = fc.record({ verb: fc.constantFrom('bind', 'end', 'try', 'look'), pick: fc.nat(1000) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cluster = clusterOf(Array.from({ length: 5 }, (_, n) => ({ name: `n${n}`, shape: nodeShape() })))
      const kept = new NodeFill(viewOf(cluster))
      const bound: number[] = []
      const bind = (pick: number): number => {
        const pod = cluster.createPod(cluster.podClass(sizes[pick % 3]), 0, 0, 0)
        cluster.bind(pod, pick % 5, 0)
        return pod
      }
      const look = () => expect(columnsOf(kept.refresh())).toEqual(columnsOf(new NodeFill(viewOf(cluster)).refresh()))
      for (const { verb, pick } of steps) {
        if (verb === 'bind') bound.push(bind(pick))
        else if (verb === 'end' && bound.length > 0) cluster.removePod(bound.splice(pick % bound.length, 1)[0], 0)
        else if (verb === 'try') {
          const pod = cluster.createPod(cluster.podClass(sizes[pick % 3]), 0, 0, 0)
          cluster.fork()
          cluster.bind(pod, pick % 5, 0)
          look()
          cluster.revert()
          cluster.removePod(pod, 0)
        } else look()
      }
      look()
    }),
  )
})
