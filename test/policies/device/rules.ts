import { randomStream } from '../../../src/base/random.ts'
import { viewOf } from '../../../src/cluster/view.ts'
import { bitsOf } from '../../../src/devices/device-choice.ts'
import type { TargetShape } from '../../../src/model/gpus.ts'
import type { DevicePlugin } from '../../../src/policies/placement/types.ts'
import { gpuNode, gpuPod } from '../../builders/gpus.ts'
import { clusterOf } from '../../builders/nodes.ts'

/** The devices that a rule gives to a pod on a node of four that has 1000, 700, 300 and 700 free. */
export function given(
  rule: DevicePlugin,
  asks: Parameters<typeof gpuPod>[0],
  target: readonly TargetShape[] = [],
): number[] {
  const cluster = clusterOf([{ name: 'four', shape: gpuNode(4) }])
  cluster.targetWorkload = target
  for (const [device, milli] of [
    [1, 300],
    [2, 700],
    [3, 300],
  ] as const) {
    const pod = cluster.createPod(cluster.podClass(gpuPod({ milli })), 0, 0, 0)
    cluster.bind(pod, 0, 0, 1 << device)
  }
  const devices = rule.prepare(cluster.podClass(gpuPod(asks)), viewOf(cluster), randomStream(1, 'test/devices'))(0)
  const named = [0, 1, 2, 3].filter((device) => (devices >> device) & 1)
  if (named.length !== bitsOf(devices)) throw new Error('a device that the node has not')
  return named
}
