import { randomDevices } from '../../devices/device-choice.ts'
import type { DevicePlugin } from '../placement/types.ts'
import { takenOf } from '../taken-devices.ts'

export const randomDevice: DevicePlugin = {
  name: 'random',
  doc: 'A share goes to any device with room, each equally likely; whole devices are the first that are free.',
  prepare(podClass, cluster, random) {
    const taken = takenOf(podClass)
    return (row) => {
      const { shapes, free, stride } = cluster.nodes.devices
      return randomDevices(free, row * stride, stride, taken(shapes[row]), random)
    }
  },
}
