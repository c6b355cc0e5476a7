import { firstDevices } from '../../devices/device-choice.ts'
import type { DevicePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

export const firstDevice: DevicePlugin = {
  name: 'first',
  doc: 'A pod gets the lowest-numbered devices with room.',
  prepare(podClass, cluster) {
    const taken = takenOf(podClass)
    return (row) => {
      const { shapes, free, stride } = cluster.nodes.devices
      const { count, milli } = taken(shapes[row])
      return firstDevices(free, row * stride, stride, count, milli)
    }
  },
}
