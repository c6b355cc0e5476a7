import { describe, expect, test } from 'vitest'
import { filesOf, load, problemsOf, SMALL } from './loading.ts'

const withPool = (fields: string) => SMALL.replace('      capacity: { cpu: 8, memory: 32Gi }', `      ${fields}`)
const listed = (csv: string) => ({ files: filesOf({ 'machines.csv': csv }) })
const FROM_FILE = withPool('instanceTypes: { csv: machines.csv }')
const GIB = 1024 * 1024 * 1024

describe('machines from a file', () => {
  const CSV =
    'name,pricePerHour,cpu,memory,spotPricePerHour,nvidia.com/gpu\r\nbig,3.2,16,64Gi,1.5,1\r\n\r\nsmall,0.2,4,16Gi,,\r\n'

  test('are what the file says, in its order', () => {
    const { variants, document } = load(FROM_FILE, listed(CSV))
    const [{ offerings }] = variants[0].cluster.pools
    expect(
      offerings.map(({ instanceType, purchase, pricePerHour, shape }) => [
        instanceType,
        purchase,
        pricePerHour,
        shape.capacity,
      ]),
    ).toEqual([
      ['big', 'on-demand', 3.2, { cpu: 16_000, memory: 64 * GIB, 'nvidia.com/gpu': 1 }],
      ['small', 'on-demand', 0.2, { cpu: 4000, memory: 16 * GIB }],
    ])
    // What a run writes down of the scenario needs the file no more.
    expect(load(JSON.stringify(document)).variants[0].cluster).toEqual(variants[0].cluster)
  })

  test('a variant may have another file', () => {
    const text = `${FROM_FILE}variants:\n  - { name: one }\n  - { name: other, set: { cluster.nodePools.general.instanceTypes.csv: dear.csv } }\n`
    const files = filesOf({ 'machines.csv': CSV, 'dear.csv': 'name,cpu,memory,pricePerHour\ndear,2,4Gi,9\n' })
    expect(load(text, { files }).variants.map(({ cluster }) => cluster.pools[0].pricePerHour)).toEqual([3.2, 9])
  })

  test.each([
    [
      '',
      'test.yaml:8:29 cluster.nodePools[0].instanceTypes.csv: machines.csv has no column pricePerHour: the machines have no price',
    ],
    [
      'name,cpu,memory\nbig,1,1Gi\n',
      'test.yaml:8:29 cluster.nodePools[0].instanceTypes.csv: machines.csv has no column pricePerHour: the machines have no price',
    ],
    [
      'cpu,memory,pricePerHour\n1,1Gi,1\n',
      'test.yaml:8:29 cluster.nodePools[0].instanceTypes.csv: machines.csv has no column "name"',
    ],
    [
      'name,cpu,memory,pricePerHour\n',
      'test.yaml:8:29 cluster.nodePools[0].instanceTypes.csv: machines.csv has a header but no rows',
    ],
    [
      'name,cpu,memory,pricePerHour\nok,1,1Gi,1\nbig,4,1Gi,dear\n',
      'machines.csv:3:1 cluster.nodePools[0].instanceTypes[1].pricePerHour: expected a number, not the text "dear"',
    ],
    [
      'name,cpu,memory,pricePerHour\nbig,4,1Gi,-1\n',
      'machines.csv:2:1 cluster.nodePools[0].instanceTypes[0].pricePerHour: must be at least 0, not -1',
    ],
    [
      'name,cpu,memory,pricePerHour\nbig,4,1Gi,\n',
      'machines.csv:2:1 cluster.nodePools[0].instanceTypes[0]: the instance type big has no price',
    ],
    [
      'name,cpu,memory,pricePerHour\nbig,four,1Gi,1\n',
      'machines.csv:2:1 cluster.nodePools[0].instanceTypes[0].capacity.cpu: "four" is not a quantity',
    ],
    [
      'name,cpu,pricePerHour\nbig,4,1\n',
      'machines.csv:2:1 cluster.nodePools[0].instanceTypes[0]: the instance type big has no memory',
    ],
    [
      'name,cpu,memory,pricePerHour\na,1,1Gi,1\na,2,1Gi,1\n',
      'machines.csv:3:1 cluster.nodePools[0].instanceTypes[1]: the instance type a is there twice',
    ],
  ])('%j is refused', (csv, problem) => {
    expect(problemsOf(FROM_FILE, listed(csv))).toEqual([problem])
  })

  test('a file that is not there is one problem', () => {
    expect(problemsOf(FROM_FILE)).toEqual([
      'test.yaml:8:29 cluster.nodePools[0].instanceTypes.csv: there is no file machines.csv',
    ])
  })

  test('a list without end is cut short', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `m-${i},1,1Gi,1`).join('\n')
    expect(problemsOf(FROM_FILE, listed(`name,cpu,memory,pricePerHour\n${rows}\n`))).toEqual([
      expect.stringContaining('cluster.nodePools[0].instanceTypes: '),
    ])
  })
})

describe('mistakes of node autoscaling', () => {
  test.each([
    [
      'instanceTypes: [{ name: own, capacity: { cpu: 4, memory: 8Gi } }]',
      'instanceTypes[0]: the instance type own has no price',
    ],
    [
      '{ instanceTypes: [{ name: own, capacity: { cpu: 4, memory: 8Gi }, pricePerHour: 1 }], purchase: [spot] }',
      'instanceTypes[0]: the instance type own has no price as spot',
    ],
    ['instanceTypes: [general-9]', 'instanceTypes[0]: no instance type "general-9" in the catalogue'],
    ['{ instanceTypes: [general-8], capacity: { cpu: 4 } }', 'capacity: `capacity` beside `instanceTypes`'],
    ['{ capacity: { cpu: 4, memory: 8Gi }, limits: { min: 5, max: 3 } }', 'limits: min 5 is above max 3'],
  ])('%s', (fields, problem) => {
    const said = fields.startsWith('{')
      ? fields.slice(2, -2).replace(/, (purchase|capacity: \{ cpu: 4 \}|limits)/, '\n      $1')
      : fields
    expect(problemsOf(withPool(said))).toEqual([expect.stringContaining(`cluster.nodePools[0].${problem}`)])
  })

  test('a pool that fits no pod is noted', () => {
    const small = '    - { name: tiny, count: 0, capacity: { cpu: 250m, memory: 1Gi } }\nworkloads:'
    const { notes } = load(SMALL.replace('workloads:', small))
    expect(notes).toEqual([{ about: 'cluster.nodePools[1]', text: 'no pod fits a node of tiny, so it stays empty' }])
  })
})
