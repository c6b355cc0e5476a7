import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { fingerprint } from '../../src/cluster/fingerprint.ts'
import { checkInvariants } from '../../src/cluster/invariants.ts'
import { viewOf } from '../../src/cluster/view.ts'
import { DEVICE_RULES } from '../../src/policies/device/registry.ts'
import { gpuDevices } from '../../src/policies/filter/gpu-devices.ts'
import { gpuNode, gpuPod } from '../builders/gpus.ts'
import { clusterOf } from '../builders/nodes.ts'

const ASKS = [
  { milli: 130 },
  { milli: 500 },
  { milli: 870 },
  { count: 1 },
  { count: 2 },
  { slice: 'quarter' },
  { slice: 'half', models: ['A10'] },
]

const step = fc.record({
  what: fc.constantFrom('come', 'come', 'leave', 'try'),
  kind: fc.nat(ASKS.length - 1),
  at: fc.nat(100),
})

test.prop([fc.array(step, { maxLength: 60 }), fc.constantFrom(...DEVICE_RULES)])(
  'whatever comes and goes, no device holds more than a device, and nothing is lost',
  (steps, rule) => {
    const cluster = clusterOf([
      { name: 'one', shape: gpuNode(1) },
      { name: 'four', shape: gpuNode(4, 'A10') },
      { name: 'eight', shape: gpuNode(8, 'A10') },
    ])
    const random = randomStream(1, 'test/devices')
    const on: number[] = []
    const comes = (kind: number, at: number): void => {
      const podClass = cluster.podClass(gpuPod(ASKS[kind], 0.1))
      const filter = gpuDevices.prepare(podClass, viewOf(cluster), {})
      if (filter?.reach !== 'node') throw new Error('looks at nodes')
      const rows = Int32Array.of(0, 1, 2)
      const kept = filter.keep(rows, 3)
      if (kept === 0) return
      const node = rows[at % kept]
      const pod = cluster.createPod(podClass, 0, 0, 0)
      cluster.bind(pod, node, 0, rule.prepare(podClass, viewOf(cluster), random)(node))
      on.push(pod)
    }
    for (const { what, kind, at } of steps) {
      if (what === 'come') comes(kind, at)
      else if (on.length > 0) {
        const place = at % on.length
        if (what === 'leave') cluster.removePod(on.splice(place, 1)[0], 1)
        else {
          const before = fingerprint(cluster)
          cluster.fork()
          cluster.unbind(on[place])
          expect(checkInvariants(cluster)).toEqual([])
          cluster.revert()
          expect(fingerprint(cluster)).toBe(before)
        }
      }
      expect(checkInvariants(cluster)).toEqual([])
    }
    for (const pod of on) cluster.removePod(pod, 2)
    expect([0, 1, 2].map((node) => cluster.nodes.devices.freeOfNode[node])).toEqual([1000, 4000, 8000])
  },
)
