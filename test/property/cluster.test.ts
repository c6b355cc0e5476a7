import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { Cluster } from '../../src/cluster/cluster.ts'
import { fingerprint } from '../../src/cluster/fingerprint.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { anyStep, forkStep, RESOURCES, SHAPES, type Step, take } from './cluster-steps.ts'

const lived = fc.array(anyStep, { maxLength: 150, size: 'max' })

/** Groups are numbered as they are first met and stay known, so a fork may give one a number earlier: let all be met before. */
const ONE_OF_EVERY_GROUP: readonly Step[] = SHAPES.flatMap((_, pick) =>
  [0, 1].map((other) => ({ verb: 'add-node' as const, pick, other })),
)

function takeAll(cluster: Cluster, steps: readonly Step[], fromUs: number): void {
  for (const [i, step] of steps.entries()) take(cluster, step, fromUs + i)
}

function clusterAfter(steps: readonly Step[]): Cluster {
  const cluster = new Cluster(RESOURCES, ['pool'])
  takeAll(cluster, steps, 0)
  return cluster
}

describe('a cluster', () => {
  test.prop([lived])('keeps its invariants at every step', (steps) => {
    const cluster = new Cluster(RESOURCES, ['pool'])
    steps.forEach((step, i) => {
      take(cluster, step, i)
      expect(checkInvariants(cluster)).toEqual([])
    })
  })

  test.prop([lived])('requests on its nodes what its bound pods request', (steps) => {
    const { nodes, pods, classes, order } = clusterAfter(steps)
    RESOURCES.forEach((_, r) => {
      let onNodes = 0
      for (const row of order.rows.subarray(0, order.count)) onNodes += nodes.requested[r][row]
      let byPods = 0
      for (let pod = 0; pod < pods.rows; pod++)
        if (pods.node[pod] !== -1) byPods += classes[pods.podClass[pod]].requests[r]
      expect(onNodes).toBe(byPods)
    })
  })

  test.prop([lived, fc.array(forkStep, { maxLength: 80, size: 'max' })])(
    'is the same after a fork is reverted',
    (steps, tried) => {
      const cluster = clusterAfter(steps)
      const before = fingerprint(cluster)
      cluster.fork()
      tried.forEach((step, i) => {
        take(cluster, step, 1000 + i)
        expect(checkInvariants(cluster)).toEqual([])
      })
      cluster.revert()
      expect(fingerprint(cluster)).toBe(before)
      expect(checkInvariants(cluster)).toEqual([])
    },
  )

  test.prop([lived, fc.array(forkStep), fc.array(forkStep)])('comes back one fork at a time', (steps, outer, inner) => {
    const cluster = clusterAfter(steps)
    const before = fingerprint(cluster)
    cluster.fork()
    takeAll(cluster, outer, 1000)
    const between = fingerprint(cluster)
    cluster.fork()
    takeAll(cluster, inner, 2000)
    cluster.revert()
    expect(fingerprint(cluster)).toBe(between)
    cluster.revert()
    expect(fingerprint(cluster)).toBe(before)
  })

  test.prop([lived, fc.array(forkStep), fc.array(anyStep)])(
    'lives on after a fork as if there had been none',
    (steps, tried, later) => {
      const [plain, forked] = [0, 1].map(() => clusterAfter([...ONE_OF_EVERY_GROUP, ...steps]))
      forked.fork()
      takeAll(forked, tried, 1000)
      forked.revert()
      takeAll(plain, later, 2000)
      takeAll(forked, later, 2000)
      expect(fingerprint(forked)).toBe(fingerprint(plain))
    },
  )
})
