import { describe, expect, test } from 'vitest'
import { randomStream } from '../../src/base/random.ts'
import { type OpenbMode, readOpenb } from '../../src/importers/openb.ts'
import { inflated, replayed } from '../../src/importers/openb-arrivals.ts'
import { readTraceNodes, readTracePods } from '../../src/importers/openb-rows.ts'

const NODES = `sn,cpu_milli,memory_mib,gpu,model
n0,64000,262144,2,P100
n1,96000,393216,8,G2
`
const PODS = `name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,scheduled_time
a,12000,16384,1,1000,,LS,Running,0,100,0
b,6000,12288,1,460,T4|G2,LS,Running,50,80,
c,8000,30517,0,0,,BE,Running,60,60,61
`

function read(mode: OpenbMode, pods = PODS, nodes = NODES, seed = 1) {
  return readOpenb({
    nodes: { file: 'nodes.csv', text: nodes },
    pods: { file: 'pods.csv', text: pods },
    mode,
    seed,
    durationUs: 100_000_000,
  })
}

const order = (text: string): OpenbMode => ({ kind: 'order', order: { file: 'order.json', text } })

describe('rows', () => {
  test('of nodes and of pods, models as a list', () => {
    expect(readTraceNodes('nodes.csv', NODES).rows).toEqual([
      { name: 'n0', cpuMilli: 64000, memoryMebibytes: 262144, devices: 2, model: 'P100' },
      { name: 'n1', cpuMilli: 96000, memoryMebibytes: 393216, devices: 8, model: 'G2' },
    ])
    expect(readTracePods('pods.csv', PODS).rows.map((pod) => pod?.gpu)).toEqual([
      { count: 1, milli: 1000, slice: null, models: [] },
      { count: 1, milli: 460, slice: null, models: ['T4', 'G2'] },
      null,
    ])
  })

  test('a list of five columns has neither models nor times', () => {
    const { rows } = readTracePods('pods.csv', 'name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,4000,1024,1,300\n')
    expect(rows).toEqual([
      {
        name: 'a',
        cpuMilli: 4000,
        memoryMebibytes: 1024,
        gpu: { count: 1, milli: 300, slice: null, models: [] },
        createdSeconds: null,
        deletedSeconds: null,
      },
    ])
  })

  test('that are not as they should be are left out, counted and told; the others keep their positions', () => {
    const { rows, notes, problems } = readTracePods(
      'pods.csv',
      'name,cpu_milli,memory_mib,num_gpu,gpu_milli\nx,many,1024,1,300\ny,4000,1024,2,300\nz,4000,1024,1,0\nok,1,1,0,0\n',
    )
    expect(rows.map((row) => row?.name ?? null)).toEqual([null, null, null, 'ok'])
    expect(notes.map(({ about, text }) => `${about}: ${text}`)).toEqual([
      'pods.csv:2: 1 × cpu_milli that is no whole number up to 10000000: line 2 ("many"); of 4 rows 3 are left out',
      'pods.csv:3: 1 × share of more than one GPU: line 3 (2 × 300); of 4 rows 3 are left out',
      'pods.csv:4: 1 × GPU of which nothing is asked for: line 4; of 4 rows 3 are left out',
    ])
    expect(problems).toEqual([])
  })

  test('no row at all is a mistake', () => {
    expect(
      read({ kind: 'replay' }, 'name,cpu_milli,memory_mib,num_gpu,gpu_milli\nx,many,1,1,1\n').problems,
    ).toHaveLength(1)
    expect(read({ kind: 'replay' }, 'name,cpu\n').problems.length).toBeGreaterThan(0)
  })
})

describe('modes', () => {
  test('replay: own times and lives; what comes after the end is told', () => {
    const { rows } = readTracePods('pods.csv', PODS)
    expect(replayed(rows, 60_000_000)).toEqual([
      { pod: 0, atUs: 0, durationUs: 100_000_000 },
      { pod: 1, atUs: 50_000_000, durationUs: 30_000_000 },
    ])
    const late = `${PODS}d,1000,1024,0,0,,LS,Running,200,300,\n`
    expect(read({ kind: 'replay' }, late).notes.map(({ text }) => text)).toEqual([
      '1 pods have no times or come after the end (1m40s): they never arrive',
    ])
  })

  test('order: pods evenly over the run, nodes as given', () => {
    const { pools, workloads } = read(order('{"podRows":[1,1,0,2],"nodeRowsInTieBreakOrder":[1,0]}'))
    expect(pools[0].listed.map(({ name }) => name)).toEqual(['n1', 'n0'])
    const times = workloads.map(({ name, arrivals }) => [name, arrivals.kind === 'at' ? arrivals.timesUs : []])
    expect(times).toEqual([
      ['12000m-16384mi-1x1000', [50_000_000]],
      ['6000m-12288mi-1x460-t4-g2', [0, 25_000_000]],
      ['8000m-30517mi', [75_000_000]],
    ])
  })

  test.each([
    ['[', 'order.json is no JSON object'],
    ['{}', 'order.json has no list "podRows" of row numbers'],
    ['{"podRows":[3]}', 'order.json names the row 3 of the pods, which is not there or cannot be read'],
    ['{"podRows":[0],"nodeRowsInTieBreakOrder":[0,0]}', 'order.json does not name every node once'],
  ])('an order %s is refused', (text, message) => {
    expect(read(order(text)).problems).toEqual([{ message, hint: null }])
  })

  test('inflate: the whole list first, then more until the next draw would pass the limit', () => {
    const { rows } = readTracePods('pods.csv', PODS)
    const drawn = inflated(rows, 9000, randomStream(1, 'test'))
    const milli = drawn.reduce((sum, row) => sum + (rows[row]?.gpu?.milli ?? 0), 0)
    expect(drawn.slice(0, 3).toSorted((a, b) => a - b)).toEqual([0, 1, 2])
    expect(milli).toBeLessThanOrEqual(9000)
    expect(milli).toBeGreaterThan(9000 - 1000)
  })

  test('inflate: a list that asks for more is thinned', () => {
    const { rows } = readTracePods('pods.csv', PODS)
    const kept = inflated(rows, 1000, randomStream(1, 'test'))
    expect(kept.reduce((sum, row) => sum + (rows[row]?.gpu?.milli ?? 0), 0)).toBeLessThanOrEqual(1000)
    expect(kept.length).toBeLessThan(3)
  })
})

describe('an inflated order', () => {
  const nodes = `${NODES}n2,96000,393216,8,G2\nn3,96000,393216,8,G2\n`
  const inflate = (orderSeed: number | null, seed = 1) =>
    read({ kind: 'inflate', to: 1.3, orderSeed }, PODS, nodes, seed)
  const worldOf = ({ pools, workloads }: Pick<ReturnType<typeof read>, 'pools' | 'workloads'>) => ({ pools, workloads })

  test('is another for every seed, as if the scenario had that seed', () => {
    const drawn = [1, 2, 3].map((seed) => inflate(null).drawn?.(seed))
    for (const [at, world] of drawn.entries()) expect(world).toEqual(worldOf(inflate(null, at + 1)))
    const orders = drawn.map((world) => JSON.stringify(world?.pools[0].listed.map(({ name }) => name)))
    const times = drawn.map((world) => JSON.stringify(world?.workloads.map(({ arrivals }) => arrivals)))
    expect([new Set(orders).size, new Set(times).size]).toEqual([3, 3])
    expect(inflate(null).drawn?.(1)).toEqual(worldOf(inflate(null)))
  })

  test('of its own seed is the same in every run', () => {
    expect(inflate(7).drawn).toBeNull()
    expect(worldOf(inflate(7, 2))).toEqual(worldOf(inflate(null, 7)))
  })

  test('knows every kind of pod, whoever is left out', () => {
    const thinned = read({ kind: 'inflate', to: 0.01, orderSeed: null })
    for (const seed of [1, 2, 3]) {
      const names = thinned.drawn?.(seed).workloads.map(({ name }) => name)
      expect(names).toEqual(['12000m-16384mi-1x1000', '6000m-12288mi-1x460-t4-g2', '8000m-30517mi'])
    }
  })
})

test('the target workload is that of the list, whatever arrives', () => {
  const { target } = read(order('{"podRows":[1]}'))
  expect(target.map(({ cpuMilli }) => cpuMilli)).toEqual([12000, 8000, 6000])
  expect(target.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
})
