import { DEVICE_MILLI } from '../model/gpus.ts'

/*
 * The scores of GPU nodes that the FGD study compares (Weng et al., USENIX ATC 2023), whole numbers, higher is better. Amounts are
 * taken as shares of the largest node of that study.
 */
const LARGEST_CPU_MILLI = 128_000
const LARGEST_NODE_MILLI = 8 * DEVICE_MILLI

export interface FreeOfNode {
  readonly cpuMilli: number
  /** Over all devices. */
  readonly gpuMilli: number
}

/** The less what is free lies in the direction of the request, the better. */
export function dotProductScore(free: FreeOfNode, cpuMilli: number, gpuMilli: number): number {
  const cpu = (free.cpuMilli / LARGEST_CPU_MILLI) * (cpuMilli / LARGEST_CPU_MILLI)
  const gpu = (free.gpuMilli / LARGEST_NODE_MILLI) * (gpuMilli / LARGEST_NODE_MILLI)
  return Math.trunc(100 * (1 - (cpu + gpu) / 2))
}

/** The less is left, the better. Its normalisation over feasible nodes never changes which ones are best. */
export function bestFitScore(free: FreeOfNode, cpuMilli: number, gpuMilli: number): number {
  const cpu = (free.cpuMilli - cpuMilli) / LARGEST_CPU_MILLI
  const gpu = (free.gpuMilli - gpuMilli) / LARGEST_NODE_MILLI
  return Math.trunc(100 * (1 - (cpu * 0.5 + gpu * 0.5)))
}

/** Pods of a kind together: share, one whole device, two … `sameKind` and `withGpu` count the pods on the node. */
export function clusteringScore(gpuFreeMilli: number, sameKind: number, withGpu: number): number {
  const used = Math.trunc((25 * (LARGEST_NODE_MILLI - gpuFreeMilli)) / LARGEST_NODE_MILLI)
  if (withGpu === 0) return used + 25
  if (sameKind === 0) return used
  return used + (sameKind === withGpu ? 75 : 50)
}

/** Devices in use before free ones, free ones of nodes in use before those of empty nodes, fuller before emptier. */
export function packingScore(free: Int32Array, from: number, devices: number, count: number, milli: number): number {
  let untouched = 0
  for (let d = from; d < from + devices; d++) if (free[d] === DEVICE_MILLI) untouched++
  if (untouched === devices) return Math.max(33 - devices, devices)
  const fitting = [...free.subarray(from, from + devices)].filter((each) => each >= milli).sort((a, b) => a - b)
  const taken = fitting.slice(0, count)
  const opened = taken.filter((each) => each === DEVICE_MILLI).length
  if (opened > 0) return Math.max(50 - opened, 33)
  const left = taken.reduce((sum, each) => sum + Math.trunc((each * 100) / DEVICE_MILLI), 0)
  return Math.max(100 - Math.trunc(left / 10), 50)
}

/** 50: the placement changes nothing; above: less fragmentation. */
export function gradientScore(before: number, after: number): number {
  return Math.trunc(100 * (1 / (1 + Math.exp(-(before - after) / DEVICE_MILLI))))
}
