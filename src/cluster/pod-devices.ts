import { assert } from '../base/assert.ts'
import { bestFitDevices, bitsOf } from '../devices/device-choice.ts'
import { milliOn } from '../model/gpus.ts'
import type { NodeTable } from './node-table.ts'
import type { PodClass } from './pod-class.ts'

/** Devices of a node for a pod whose policy has no say in it: where it fits best, as bits. */
export function fittingDevices({ scheduling: { gpu } }: PodClass, { devices }: NodeTable, node: number): number {
  if (gpu === undefined) return 0
  const { free, stride, shapes } = devices
  return bestFitDevices(free, node * stride, stride, gpu.count, milliOn(gpu, shapes[node]))
}

/** A pod comes to devices of a node (+1) or leaves them (−1). */
export function countDevices(
  { scheduling: { gpu } }: PodClass,
  { devices: table }: NodeTable,
  node: number,
  devices: number,
  sign: 1 | -1,
): void {
  assert(bitsOf(devices) === (gpu?.count ?? 0), 'a pod gets as many devices as it asks for')
  if (gpu !== undefined) table.take(node, devices, milliOn(gpu, table.shapes[node]), sign)
}
