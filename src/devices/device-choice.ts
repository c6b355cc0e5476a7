import type { Random } from '../base/random.ts'
import { DEVICE_MILLI } from '../model/gpus.ts'

/*
 * Which devices of a node a pod gets, as a set of bits: device d is bit d. 0: no device has room. Devices are `from` … `from + devices - 1`
 * of a column of free thousandths.
 */

/** Whether `count` devices have room for `milli` each. */
export function hasRoom(free: Int32Array, from: number, devices: number, count: number, milli: number): boolean {
  let fitting = 0
  for (let d = from; d < from + devices; d++) if (free[d] >= milli && ++fitting === count) return true
  return count === 0
}

/** The lowest-numbered devices with room. */
export function firstDevices(free: Int32Array, from: number, devices: number, count: number, milli: number): number {
  let mask = 0
  let left = count
  for (let d = 0; d < devices && left > 0; d++) {
    if (free[from + d] < milli) continue
    mask |= 1 << d
    left--
  }
  return left === 0 ? mask : 0
}

/** For a share the fullest device with room, of equals the lowest-numbered; whole devices are all alike. */
export function bestFitDevices(free: Int32Array, from: number, devices: number, count: number, milli: number): number {
  if (count !== 1 || milli === DEVICE_MILLI) return firstDevices(free, from, devices, count, milli)
  let best = -1
  for (let d = 0; d < devices; d++) {
    const each = free[from + d]
    if (each >= milli && (best === -1 || each < free[from + best])) best = d
  }
  return best === -1 ? 0 : 1 << best
}

/** For a share any device with room, each equally likely. */
export function randomDevices(
  free: Int32Array,
  from: number,
  devices: number,
  { count, milli }: { readonly count: number; readonly milli: number },
  random: Random,
): number {
  if (count !== 1 || milli === DEVICE_MILLI) return firstDevices(free, from, devices, count, milli)
  const fitting: number[] = []
  for (let d = 0; d < devices; d++) if (free[from + d] >= milli) fitting.push(d)
  return fitting.length === 0 ? 0 : 1 << fitting[random.int(fitting.length)]
}

/** How many devices a set of bits names. */
export function bitsOf(devices: number): number {
  let bits = 0
  for (let left = devices; left !== 0; left &= left - 1) bits++
  return bits
}
