import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inventoryColumnsField } from '../../src/importers/inventory-columns.ts'
import type { InventoryDefaults } from '../../src/importers/node-inventory.ts'
import { readNodeInventory } from '../../src/importers/node-inventory.ts'

const GI = 1024 * 1024 * 1024

const DEFAULTS: InventoryDefaults = {
  capacity: { cpu: 1000, memory: GI, 'ephemeral-storage': 100 * GI },
  maxPods: 110,
  reserved: { cpu: 200, memory: GI },
  labels: { tier: 'batch', 'gpu-model': 'none' },
  taints: [{ key: 'gpu', value: '', effect: 'NoSchedule' }],
}

const COLUMNS = {
  name: 'sn',
  cpu: { column: 'cpu_milli', suffix: 'm' },
  memory: { column: 'memory_mib', suffix: 'Mi' },
  'nvidia.com/gpu': 'gpu',
  pods: 'pods',
  labels: { 'gpu-model': 'model' },
}

const HEADER = 'sn,cpu_milli,memory_mib,gpu,model,pods'

function read(rows: readonly string[], columns: object = COLUMNS, defaults = DEFAULTS) {
  const text = `${[HEADER, ...rows].join('\n')}\n`
  return readNodeInventory('nodes.csv', text, z.decode(inventoryColumnsField(), columns), defaults)
}

describe('a node inventory', () => {
  it('gives each row a shape: its own columns before what the pool says', () => {
    const { nodes, notes, problems } = read(['n1,64000,262144,2,P100,64'])
    expect({ notes, problems }).toEqual({ notes: [], problems: [] })
    expect(nodes).toEqual([
      {
        name: 'n1',
        shape: {
          capacity: { cpu: 64000, memory: 256 * GI, 'ephemeral-storage': 100 * GI, 'nvidia.com/gpu': 2 },
          allocatable: { cpu: 63800, memory: 255 * GI, 'ephemeral-storage': 100 * GI, 'nvidia.com/gpu': 2 },
          maxPods: 64,
          labels: { tier: 'batch', 'gpu-model': 'P100' },
          taints: DEFAULTS.taints,
        },
      },
    ])
  })

  it('leaves absent columns to the pool, and an empty label cell as well', () => {
    const { nodes } = read(['n1,500,2048,1,,'], { name: 'sn', cpu: 'cpu_milli', labels: { 'gpu-model': 'model' } })
    expect(nodes[0]?.shape).toMatchObject({
      capacity: { cpu: 500_000, memory: GI },
      maxPods: 110,
      labels: { 'gpu-model': 'none' },
    })
  })

  it('reads cells that carry their own unit', () => {
    const { nodes } = read(['n1,16,64Gi,0,,'], { name: 'sn', cpu: 'cpu_milli', memory: 'memory_mib' })
    expect(nodes[0]?.shape.capacity).toMatchObject({ cpu: 16_000, memory: 64 * GI })
  })

  it('reads an empty cell of an extended resource as 0 and says so', () => {
    const { nodes, notes } = read(['n1,64000,262144,,P100,64', 'n2,64000,262144,2,P100,64'])
    expect(nodes[0]?.shape.capacity['nvidia.com/gpu']).toBe(0)
    expect(notes).toEqual([{ about: 'nodes.csv:2', text: '1 × empty gpu, read as 0: line 2' }])
  })

  it('names the bad rows by kind, the first five of each, and keeps the good ones', () => {
    const bad = Array.from({ length: 7 }, (_, i) => `b${i},many,1024,0,,1`)
    const rows = [
      ...bad,
      'n1,-5,2048,0,,1',
      ',1000,2048,0,,1',
      'n2,1000,2048,0,,1',
      'n2,1000,2048,0,,1',
      'n3,100,,0,,1',
    ]
    const { nodes, problems } = read(rows)
    expect(nodes.map(({ name }) => name)).toEqual(['n2'])
    const lines = [2, 3, 4, 5, 6].map((line) => `line ${line} ("manym")`).join(', ')
    expect(problems.map(({ message }) => message)).toEqual([
      `nodes.csv:2: 7 × cpu_milli that is no quantity: ${lines} and 2 more`,
      'nodes.csv:9: 1 × cpu_milli that is negative: line 9 ("-5m")',
      'nodes.csv:10: 1 × row without a name (column sn): line 10',
      'nodes.csv:12: 1 × name that occurred before: line 12 (n2, first in line 11)',
      'nodes.csv:13: 1 × memory_mib that is no quantity: line 13 ("Mi")',
      'nodes.csv:13: 1 × node smaller than what its pool reserves of cpu: line 13',
    ])
  })

  it.each([
    [[], COLUMNS, 'nodes.csv has a header but no rows'],
    [['n1,1,1,1,A,1'], { ...COLUMNS, cpu: 'cpu_mili' }, 'nodes.csv has no column "cpu_mili"'],
  ])('refuses %j', (rows, columns, message) => {
    expect(read(rows, columns).problems).toMatchObject([{ message }])
  })
})

describe('the columns of an inventory', () => {
  it('decode and encode', () => {
    const decoded = z.decode(inventoryColumnsField(), COLUMNS)
    expect(decoded.resources).toEqual([
      { resource: 'cpu', column: 'cpu_milli', suffix: 'm' },
      { resource: 'memory', column: 'memory_mib', suffix: 'Mi' },
      { resource: 'nvidia.com/gpu', column: 'gpu', suffix: '' },
      { resource: 'pods', column: 'pods', suffix: '' },
    ])
    expect(z.encode(inventoryColumnsField(), decoded)).toEqual(COLUMNS)
  })

  it.each([[{}], [{ name: 'sn', cpu: 4 }], [{ name: 'sn', cpu: { column: 'c', suffx: 'm' } }], [{ name: '' }]])(
    'refuse %j',
    (columns) => {
      expect(z.safeDecode(inventoryColumnsField(), columns).success).toBe(false)
    },
  )
})
