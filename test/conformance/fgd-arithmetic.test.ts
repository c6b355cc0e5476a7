import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { Fragmentation } from '../../src/devices/fragmentation.ts'
import { FragmentationGradient } from '../../src/devices/fragmentation-gradient.ts'
import { bestFitScore, clusteringScore, dotProductScore, packingScore } from '../../src/devices/gpu-scores.ts'
import type { GpuShape, TargetShape } from '../../src/model/gpus.ts'
import { dataFile, gpuOf, targetFile, targetOf, type VectorShape } from './gpu-trace.ts'
import { conform, vectors } from './vectors.ts'

interface VectorNode {
  readonly cpuLeft: number
  readonly gpuMilliLeft: readonly number[]
  readonly model: string
}

interface UnitVectors {
  readonly targetWorkloads: Readonly<Record<string, readonly (VectorShape & { readonly share: number })[]>>
  readonly fragmentation: readonly {
    readonly id: string
    readonly target: string
    readonly node: VectorNode
    readonly expectFragMilli: number
    readonly tolerance: number
  }[]
  readonly packingScore: readonly {
    readonly id: string
    readonly node: VectorNode
    readonly pod: VectorShape
    readonly expectScore: number
  }[]
}

interface ScoreVector {
  readonly name: string
  readonly targetWorkload: string
  readonly node: VectorNode & { readonly affinityCounts: Readonly<Record<string, number>> }
  readonly pod: VectorShape
  readonly scores: {
    readonly dotProd: number
    readonly gpuClustering: number
    readonly gpuPacking: number
    readonly bestFitBeforeNormalize: number
    readonly fgd: number
  }
  readonly fgdGpuIndex: number
  readonly fragBefore: number
  readonly fragAfter: number
}

const gpusOf = ({ model, gpuMilliLeft }: VectorNode): GpuShape => ({
  model,
  count: gpuMilliLeft.length,
  memoryBytes: 0,
  slices: {},
})

const unit = vectors<UnitVectors>('fgd_unit.json')

conform(
  'fragmentation',
  unit?.fragmentation.map((each) => ({ ...each, name: each.id })),
  (each) => {
    const fragmentation = new Fragmentation(targetOf(unit?.targetWorkloads[each.target] ?? []))
    const { node } = each
    const free = Int32Array.from(node.gpuMilliLeft)
    const milli = fragmentation.of(gpusOf(node), node.cpuLeft, free, 0, free.length)
    expect(Math.abs(milli - each.expectFragMilli)).toBeLessThanOrEqual(each.tolerance)
  },
)

conform(
  'packing score',
  unit?.packingScore.map((each) => ({ ...each, name: each.id })),
  ({ node, pod, expectScore }) => {
    const free = Int32Array.from(node.gpuMilliLeft)
    expect(packingScore(free, 0, free.length, pod.numGpu, pod.gpuMilli)).toBe(expectScore)
  },
)

/** One case a line. */
function scoreVectors(): ScoreVector[] | undefined {
  const file = join(process.env['SIMCAP_VECTORS'] ?? '../shared/vectors', 'fgd_scores.jsonl')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line, i) => ({ ...(JSON.parse(line) as ScoreVector), name: `line ${i + 1}` }))
}

const targets = new Map<string, TargetShape[] | null>()
function target(list: string): TargetShape[] | null {
  if (!targets.has(list)) {
    const file = dataFile('fgd', `target_workload_${list.replace('openb_pod_list_', '')}.csv`)
    targets.set(list, file === null ? null : targetFile(file))
  }
  return targets.get(list) ?? null
}

const kindOf = ({ numGpu, gpuMilli }: VectorShape): string =>
  numGpu === 1 && gpuMilli < 1000 ? 'share-gpu' : `${numGpu}-gpu`

conform(
  'scores of GPU policies',
  scoreVectors(),
  ({ node, pod, scores, targetWorkload, fgdGpuIndex, fragBefore, fragAfter }) => {
    const fragmentation = new Fragmentation(target(targetWorkload) ?? [])
    const devices = Int32Array.from(node.gpuMilliLeft)
    const count = devices.length
    const free = { cpuMilli: node.cpuLeft, gpuMilli: devices.reduce((sum, each) => sum + each, 0) }
    const asked = pod.numGpu * pod.gpuMilli
    expect(dotProductScore(free, pod.cpuMilli, asked)).toBe(scores.dotProd)
    expect(bestFitScore(free, pod.cpuMilli, asked)).toBe(scores.bestFitBeforeNormalize)
    const kinds = Object.values(node.affinityCounts).reduce((sum, each) => sum + each, 0)
    const same = node.affinityCounts[kindOf(pod)] ?? 0
    expect(pod.numGpu === 0 ? 0 : clusteringScore(free.gpuMilli, same, kinds)).toBe(scores.gpuClustering)
    expect(pod.numGpu === 0 ? 0 : packingScore(devices, 0, count, pod.numGpu, pod.gpuMilli)).toBe(scores.gpuPacking)
    const gradient = new FragmentationGradient(fragmentation)
    const taken = { cpuMilli: pod.cpuMilli, count: pod.numGpu, milli: pod.numGpu === 0 ? 0 : pod.gpuMilli }
    const gpus = gpusOf(node)
    expect(gradient.score(gpus, node.cpuLeft, devices, 0, taken)).toBe(scores.fgd)
    if (fgdGpuIndex !== -1) expect(gradient.devices).toBe(1 << fgdGpuIndex)
    for (let d = 0; d < count; d++) if ((gradient.devices >> d) & 1) devices[d] -= gpuOf(pod)?.milli ?? 0
    const near = (milli: number) => Math.abs(milli) <= 1e-5
    const after = fragmentation.of(gpus, node.cpuLeft - pod.cpuMilli, devices, 0, count)
    for (let d = 0; d < count; d++) if ((gradient.devices >> d) & 1) devices[d] += gpuOf(pod)?.milli ?? 0
    const before = fragmentation.of(gpus, node.cpuLeft, devices, 0, count)
    expect(near(before - fragBefore), `${before} instead of ${fragBefore}`).toBe(true)
    expect(near(after - fragAfter), `${after} instead of ${fragAfter}`).toBe(true)
  },
  ({ targetWorkload }) => (target(targetWorkload) === null ? 'its target workload is not there' : null),
)
