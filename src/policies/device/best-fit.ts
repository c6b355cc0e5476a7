import { bestFitDevices } from '../../devices/device-choice.ts'
import type { DevicePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

export const bestFitDevice: DevicePlugin = {
  name: 'best-fit',
  doc: 'A share goes to the fullest device with room, of equals to the first.',
  prepare(podClass, cluster) {
    const taken = takenOf(podClass)
    return (row) => {
      const { shapes, free, stride } = cluster.nodes.devices
      const { count, milli } = taken(shapes[row])
      return bestFitDevices(free, row * stride, stride, count, milli)
    }
  },
}
