import { expect } from 'vitest'
import type { Run } from '../../src/engine/run.ts'
import { csvRows, dataFile, dataFiles, fragmentMilli } from './gpu-trace.ts'
import { openbRun, PUBLISHED_POLICIES } from './openb-run.ts'
import { conform } from './vectors.ts'

interface Published {
  readonly name: string
  readonly policy: string
  readonly list: string
  readonly order: string | null
  readonly placements: string | null
  readonly row: Readonly<Record<string, string>>
}

/** Every published end state, with its order and its placements where they are there. */
function published(): Published[] | undefined {
  const files = dataFiles('fgd', /^final_state_.*\.csv$/)
  if (files.length === 0) return undefined
  return files.flatMap((file) =>
    csvRows(dataFile('fgd', file) ?? '').map((row) => {
      const { workload, policy, seed } = row
      return {
        name: `${workload} ${policy} seed ${seed}`,
        policy,
        list: workload,
        order: dataFile('fgd', `${workload}_seed${seed}.json.gz`),
        placements: dataFile('fgd', `${workload}__${policy}__seed${seed}.csv.gz`),
        row,
      }
    }),
  )
}

conform(
  'published runs',
  published(),
  ({ policy, list, order, placements, row }) => {
    const run = openbRun({
      nodes: dataFile('openb', 'openb_node_list_gpu_node.csv') ?? '',
      pods: dataFile('openb', `${list}.csv`) ?? '',
      mode: `mode: order, order: ${order}`,
      placement: PUBLISHED_POLICIES[policy],
    })
    expect(endState(run)).toEqual({
      scheduled: Number(row['podsScheduled']),
      failed: Number(row['podsFailed']),
      gpuMilli: Number(row['allocatedGpuMilli']),
      touchedGpus: Number(row['touchedGpus']),
      cpuMilli: Number(row['allocatedCpuMilli']),
      memoryMebibytes: Number(row['allocatedMemMib']),
      nodesWithPods: Number(row['nodesWithPods']),
    })
    expect(Math.abs(fragmentMilli(run) - Number(row['fragGpuMilli']))).toBeLessThanOrEqual(0.01)
    if (placements !== null) expect(placementsOf(run)).toEqual(csvRows(placements).map(placementOf))
  },
  ({ policy, list, order }) => {
    if (PUBLISHED_POLICIES[policy] === undefined) return 'no such policy'
    if (policy === '01-Random') return 'draws from a stream of its own'
    if (order === null) return 'its order is not there'
    return dataFile('openb', `${list}.csv`) === null ? 'its pod list is not there' : null
  },
)

function endState({ cluster: { nodes, pods } }: Run) {
  const { shapes, free, freeOfNode, stride } = nodes.devices
  const sum = (column: (node: number) => number) => {
    let total = 0
    for (let node = 0; node < nodes.rows; node++) total += column(node)
    return total
  }
  const touched = (node: number) => {
    let devices = 0
    for (let d = 0; d < (shapes[node]?.count ?? 0); d++) if (free[node * stride + d] < 1000) devices++
    return devices
  }
  const scheduled = sum((node) => nodes.podCount[node])
  return {
    scheduled,
    failed: pods.rows - scheduled,
    gpuMilli: sum((node) => (shapes[node]?.count ?? 0) * 1000 - freeOfNode[node]),
    touchedGpus: sum(touched),
    cpuMilli: sum((node) => nodes.requested[0][node]),
    memoryMebibytes: sum((node) => nodes.requested[1][node]) / 1024 / 1024,
    nodesWithPods: sum((node) => (nodes.podCount[node] > 0 ? 1 : 0)),
  }
}

/** `step: node devices`, by the order of arrival. Nobody leaves, so a pod's row is its step. */
function placementsOf({ cluster: { nodes, pods } }: Run): string[] {
  return Array.from({ length: pods.rows }, (_, row) => {
    const node = pods.node[row]
    const devices = Array.from({ length: 31 }, (_each, d) => d).filter((d) => (pods.devices[row] >> d) & 1)
    return `${pods.sequence[row]}: ${node === -1 ? '' : nodes.names[node]} ${devices.join('-')}`
  })
}

const nodeNames = csvRowsOrNone('openb', 'openb_node_list_gpu_node.csv').map(({ sn }) => sn)

function csvRowsOrNone(...path: string[]) {
  const file = dataFile(...path)
  return file === null ? [] : csvRows(file)
}

function placementOf({ step, nodeRow, gpus }: Record<string, string>): string {
  return `${step}: ${nodeRow === '' ? '' : nodeNames[Number(nodeRow)]} ${gpus}`
}
