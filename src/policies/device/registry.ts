import type { DevicePlugin } from '../placement/types.ts'
import { bestFitDevice } from './best-fit.ts'
import { firstDevice } from './first.ts'
import { leastFragmentation } from './least-fragmentation.ts'
import { randomDevice } from './random.ts'

/** Every rule by which a pod gets devices of its node. */
export const DEVICE_RULES: readonly DevicePlugin[] = [bestFitDevice, firstDevice, randomDevice, leastFragmentation]
