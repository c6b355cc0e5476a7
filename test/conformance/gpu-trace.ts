import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Fragmentation } from '../../src/devices/fragmentation.ts'
import type { Run } from '../../src/engine/run.ts'
import type { GpuRequest, TargetShape } from '../../src/model/gpus.ts'

const DATA = process.env['SIMCAP_DATA'] ?? '../shared/data'

/** The path of a file of real data; null where it is not there. */
export function dataFile(...parts: string[]): string | null {
  const file = join(DATA, ...parts)
  return existsSync(file) ? file : null
}

export function dataFiles(folder: string, pattern: RegExp): string[] {
  const path = dataFile(folder)
  return path === null ? [] : readdirSync(path).filter((name) => pattern.test(name))
}

/** The lines of a CSV without quotes by column; `.gz` is unpacked. */
export function csvRows(file: string): Record<string, string>[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header, ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
  })
}

export interface VectorShape {
  readonly cpuMilli: number
  readonly gpuMilli: number
  readonly numGpu: number
  readonly gpuSpec: string
}

export function gpuOf({ numGpu, gpuMilli, gpuSpec }: Omit<VectorShape, 'cpuMilli'>): GpuRequest | null {
  const models = gpuSpec === '' ? [] : gpuSpec.split('|')
  return numGpu === 0 ? null : { count: numGpu, milli: gpuMilli, slice: null, models }
}

/** A target workload as one of the vectors or `target_workload_*.csv` lists it. */
export function targetOf(shapes: readonly (VectorShape & { readonly share: number })[]): TargetShape[] {
  return shapes.map((shape) => ({ cpuMilli: shape.cpuMilli, gpu: gpuOf(shape), share: shape.share }))
}

export function targetFile(file: string): TargetShape[] {
  return targetOf(
    csvRows(file).map((row) => ({
      cpuMilli: Number(row['cpu_milli']),
      gpuMilli: Number(row['gpu_milli']),
      numGpu: Number(row['num_gpu']),
      gpuSpec: row['gpu_spec'],
      share: Number(row['share']),
    })),
  )
}

/** Fragmentation of the whole cluster as it stands. */
export function fragmentMilli({ cluster }: Run): number {
  const fragmentation = new Fragmentation(cluster.targetWorkload)
  const { nodes } = cluster
  const { shapes, free, stride } = nodes.devices
  let sum = 0
  for (let node = 0; node < nodes.rows; node++) {
    const shape = shapes[node]
    if (shape === null) continue
    const cpuFree = nodes.allocatable[0][node] - nodes.requested[0][node]
    sum += fragmentation.of(shape, cpuFree, free, node * stride, shape.count)
  }
  return sum
}
