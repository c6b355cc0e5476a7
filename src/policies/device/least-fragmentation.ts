import { Fragmentation } from '../../devices/fragmentation.ts'
import { FragmentationGradient } from '../../devices/fragmentation-gradient.ts'
import { CPU } from '../../model/amounts.ts'
import type { DevicePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

export const leastFragmentation: DevicePlugin = {
  name: 'least-fragmentation',
  doc: 'A share goes to the device where it leaves the least idle GPU that the pods to come could not use.',
  prepare(podClass, cluster) {
    const taken = takenOf(podClass)
    const gradient = new FragmentationGradient(new Fragmentation(cluster.targetWorkload))
    return (row) => {
      const { allocatable, requested, devices } = cluster.nodes
      const { shapes, free, stride } = devices
      const shape = shapes[row]
      if (shape === null) return 0
      gradient.score(shape, allocatable[CPU][row] - requested[CPU][row], free, row * stride, taken(shape))
      return gradient.devices
    }
  },
}
