import { expect, it } from 'vitest'
import { z } from 'zod'
import { inventoryColumnsField } from '../../src/importers/inventory-columns.ts'
import { readNodeInventory } from '../../src/importers/node-inventory.ts'
import { traceStats, traceText } from './trace-data.ts'

interface GpuNodes {
  readonly nodes: number
  readonly gpus: number
  readonly cpuMilli: number
  readonly memMib: number
  readonly byModel: Readonly<Record<string, { readonly nodes: number; readonly gpus: number }>>
}

const FILE = 'openb/openb_node_list_gpu_node.csv'
const GPU = 'nvidia.com/gpu'
const text = traceText(FILE)

it.skipIf(text === null)(`${FILE} gives the nodes, GPUs, CPU and memory of the reference`, () => {
  const columns = z.decode(inventoryColumnsField(), {
    name: 'sn',
    cpu: { column: 'cpu_milli', suffix: 'm' },
    memory: { column: 'memory_mib', suffix: 'Mi' },
    [GPU]: 'gpu',
    labels: { 'gpu-model': 'model' },
  })
  const defaults = { capacity: {}, maxPods: 110, reserved: {}, labels: {}, taints: [] }
  const { nodes, notes, problems } = readNodeInventory(FILE, text ?? '', columns, defaults)
  expect({ notes, problems }).toEqual({ notes: [], problems: [] })
  const sum = (resource: string) => nodes.reduce((total, { shape }) => total + shape.capacity[resource], 0)
  const byModel: Record<string, { nodes: number; gpus: number }> = {}
  for (const { shape } of nodes) {
    const model = shape.labels['gpu-model']
    const { nodes: count, gpus } = byModel[model] ?? { nodes: 0, gpus: 0 }
    byModel[model] = { nodes: count + 1, gpus: gpus + shape.capacity[GPU] }
  }
  const stats = traceStats<{ readonly gpuNodes: GpuNodes }>('openb').gpuNodes
  expect({
    nodes: nodes.length,
    gpus: sum(GPU),
    cpuMilli: sum('cpu'),
    memMib: sum('memory') / (1024 * 1024),
    byModel,
  }).toEqual(stats)
  console.log(
    `${FILE}: ${nodes.length} nodes, ${sum(GPU)} GPUs, ${sum('cpu')} milli-CPU, ${sum('memory') / (1024 * 1024)} MiB`,
  )
})
