import { expect, test } from 'vitest'
import { NODE_BOOTING, NODE_READY, NodeTable } from '../../src/cluster/node-table.ts'
import { Packing } from '../../src/metrics/packing.ts'
import { packingRecord } from '../../src/results/packing.ts'

const SECOND = 1_000_000

/** `count` ready nodes of 4 CPUs with `requested` of them asked for. */
function table(count: number, requested: (node: number) => number): NodeTable {
  const nodes = new NodeTable(['cpu'])
  for (let node = 0; node < count; node++) {
    nodes.reserve()
    nodes.rows++
    nodes.names[node] = `n-${node}`
    nodes.state[node] = NODE_READY
    nodes.allocatable[0][node] = 4000
    nodes.requested[0][node] = requested(node)
  }
  return nodes
}

const shares = (packing: Packing) =>
  Array.from(Buffer.from(packingRecord(packing, ['pool'], ['cpu'])?.shares[0] ?? '', 'base64'))

test('looks at every step before what happens then: share in 250ths, booting, absent', () => {
  const packing = new Packing(4 * SECOND, SECOND, 1, [0], false)
  const nodes = table(2, () => 1000)
  nodes.state[1] = NODE_BOOTING
  packing.advance(0, nodes) // nothing is over yet
  packing.advance(1.5 * SECOND, nodes) // instants 0 and 1: 1000 of 4000 is 62.5 of 250
  nodes.state[1] = NODE_READY
  nodes.requested[0][0] = 4000
  packing.advance(2 * SECOND, nodes) // nothing is due before 2 s is over
  nodes.state[0] = 0
  packing.advance(4 * SECOND, nodes) // instants 2 and 3 without the first node
  expect(shares(packing)).toEqual([63, 63, 255, 255, 254, 254, 63, 63])
})

test('a row of the table that is used again is another node', () => {
  const packing = new Packing(2 * SECOND, SECOND, 1, [0], false)
  const nodes = table(1, () => 4000)
  packing.advance(SECOND, nodes)
  nodes.names[0] = 'n-1'
  packing.advance(2 * SECOND, nodes)
  const record = packingRecord(packing, ['pool'], ['cpu'])
  expect(record?.rows.map(({ name }) => name)).toEqual(['n-0', 'n-1'])
  expect(shares(packing)).toEqual([250, 255, 255, 250])
})

test.each([
  { nodes: 240, rows: 240, perRow: 1 },
  { nodes: 241, rows: 121, perRow: 2 },
  { nodes: 1000, rows: 125, perRow: 8 }, // 1,000 / 8
])('$nodes nodes are kept in $rows rows', ({ nodes, rows, perRow }) => {
  const packing = new Packing(SECOND, SECOND, 1, [0], false)
  // Neighbours differ, so that only their mean, half full, can come out of a shared row.
  packing.advance(
    SECOND,
    table(nodes, (node) => (perRow === 1 || node % 2 === 0 ? 4000 : 0)),
  )
  const record = packingRecord(packing, ['pool'], ['cpu'])
  expect(record?.rows).toHaveLength(rows)
  expect(record?.rows.reduce((sum, row) => sum + row.nodes, 0)).toBe(nodes)
  expect(shares(packing)[0]).toBe(perRow === 1 ? 250 : 125)
})

test('a long run is looked at a bounded number of times, in whole buckets', () => {
  const packing = new Packing(86_400 * SECOND, 15 * SECOND, 1, [0], false)
  expect([packing.everyUs / SECOND, packing.samples]).toEqual([360, 240]) // 5,760 buckets / 240 = 24 of 15 s
})

test('shared GPUs stand behind the resources: thousandths of devices that pods have', () => {
  const nodes = table(2, () => 0)
  nodes.devices.shapes[0] = { model: 'T4', count: 2, memoryBytes: 0 } as never
  nodes.devices.freeOfNode[0] = 1500
  const packing = new Packing(SECOND, SECOND, 1, [0], true)
  packing.advance(2 * SECOND, nodes)
  const record = packingRecord(packing, ['pool'], ['cpu'])
  expect(record?.resources).toEqual(['cpu', 'gpu'])
  // 500 of 2000 is 62.5 of 250; the other node has none
  expect(Array.from(Buffer.from(record?.shares[1] ?? '', 'base64'))).toEqual([63, 255])
})
