import type { PodClass } from '../../cluster/pod-class.ts'
import type { ClusterView } from '../../cluster/view.ts'
import { hasRoom } from '../../devices/device-choice.ts'
import { DEVICE_MILLI } from '../../model/gpus.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { FilterPlugin, NodeFilter, Rejection } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

const NO_SUCH_DEVICE: Rejection = { reasons: ["node(s) didn't have a GPU of an allowed model"], resolvable: false }
const TOO_FEW: Rejection = { reasons: ['node(s) have fewer GPUs than the pod asks for'], resolvable: false }
const TAKEN: Rejection = { reasons: ['Insufficient free GPU devices'], resolvable: true }

export const gpuDevices: FilterPlugin<NoOptions> = {
  name: 'GpuDevices',
  doc: 'Keeps pods to nodes with a GPU of an allowed model, and with as much free on as many devices as they ask for.',
  options: noOptions,
  retry: {
    events: ['pod-gone', 'node-added'],
    helps: (event, podClass, cluster) =>
      event.kind === 'pod-gone'
        ? event.podClass.scheduling.gpu !== undefined
        : fitsEmpty(podClass, cluster, event.node),
  },
  prepare: (podClass, cluster) => (podClass.scheduling.gpu === undefined ? null : filterFor(podClass, cluster)),
}

function filterFor(podClass: PodClass, cluster: ClusterView): NodeFilter {
  const taken = takenOf(podClass)
  return {
    reach: 'node',
    keep(rows, nodes) {
      const { shapes, free, stride, freeOfNode } = cluster.nodes.devices
      let kept = 0
      for (let i = 0; i < nodes; i++) {
        const row = rows[i]
        const { count, milli } = taken(shapes[row])
        if (milli === 0 || freeOfNode[row] < count * milli) continue
        if (hasRoom(free, row * stride, stride, count, milli)) rows[kept++] = row
      }
      return kept
    },
    explain(row) {
      const shape = cluster.nodes.devices.shapes[row]
      const { count, milli } = taken(shape)
      if (shape === null || milli === 0) return NO_SUCH_DEVICE
      return shape.count < count ? TOO_FEW : TAKEN
    },
  }
}

function fitsEmpty(podClass: PodClass, { nodes }: ClusterView, row: number): boolean {
  const shape = nodes.devices.shapes[row]
  const { count, milli } = takenOf(podClass)(shape)
  return shape !== null && milli > 0 && milli <= DEVICE_MILLI && shape.count >= count
}
