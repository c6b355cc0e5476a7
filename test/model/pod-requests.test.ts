import { describe, expect, test } from 'vitest'
import { effectiveRequests, type PodContainers, scoredRequests } from '../../src/model/pod-requests.ts'

const one = (requests: Record<string, number>) => ({ requests })
const sidecar = (requests: Record<string, number>) => ({ requests, restartPolicy: 'Always' })
const MIB = 1024 * 1024

describe('effective requests', () => {
  const rows: { pod: Partial<PodContainers>; cpu: number | undefined; because: string }[] = [
    { pod: { containers: [one({ cpu: 100 }), one({ cpu: 200 })] }, cpu: 300, because: 'containers add up' },
    { pod: { containers: [one({})] }, cpu: undefined, because: 'nobody asks' },
    { pod: { containers: [one({ cpu: 0 })] }, cpu: 0, because: 'a written 0 is kept' },
    {
      pod: { containers: [one({ cpu: 300 })], initContainers: [one({ cpu: 200 })] },
      cpu: 300,
      because: 'init runs before: the larger',
    },
    {
      pod: { containers: [one({ cpu: 300 })], initContainers: [one({ cpu: 500 }), one({ cpu: 400 })] },
      cpu: 500,
      because: 'one after the other',
    },
    {
      pod: { containers: [one({ cpu: 300 })], initContainers: [sidecar({ cpu: 200 })] },
      cpu: 500,
      because: 'a sidecar runs beside',
    },
    {
      pod: { containers: [one({ cpu: 100 })], initContainers: [sidecar({ cpu: 200 }), one({ cpu: 400 })] },
      cpu: 600,
      because: 'init after a sidecar: 200 + 400 > 100 + 200',
    },
    {
      pod: { containers: [one({ cpu: 100 })], initContainers: [one({ cpu: 400 }), sidecar({ cpu: 200 })] },
      cpu: 400,
      because: 'init before a sidecar: 400 > 100 + 200',
    },
    {
      pod: {
        containers: [one({ cpu: 100 })],
        initContainers: [sidecar({ cpu: 1 }), one({ cpu: 50 }), sidecar({ cpu: 2 }), one({ cpu: 150 })],
      },
      cpu: 153,
      because: 'the last init beside both: 1 + 2 + 150',
    },
    { pod: { containers: [one({ cpu: 100 })], podRequests: { cpu: 700 } }, cpu: 700, because: 'the pod as a whole' },
    { pod: { containers: [one({ cpu: 100 })], podRequests: { memory: 700 } }, cpu: 100, because: 'by resource' },
    {
      pod: { containers: [one({ cpu: 100 })], podRequests: { cpu: 700 }, overhead: { cpu: 50 } },
      cpu: 750,
      because: 'overhead on top',
    },
    { pod: { overhead: { cpu: 50 } }, cpu: 50, because: 'overhead alone' },
  ]

  test.each(rows)('cpu $cpu: $because', ({ pod, cpu }) => {
    expect(effectiveRequests({ containers: [], initContainers: [], ...pod }).cpu).toBe(cpu)
  })

  test('every resource by itself', () => {
    const containers = [one({ cpu: 100, 'nvidia.com/gpu': 1 }), one({ memory: 5 })]
    const initContainers = [one({ memory: 9, 'example.com/fpga': 1 })]
    expect(effectiveRequests({ containers, initContainers })).toEqual({
      cpu: 100,
      memory: 9,
      'nvidia.com/gpu': 1,
      'example.com/fpga': 1,
    })
  })

  test('a pod asks as a whole for cpu, memory and huge pages, not for extended resources', () => {
    const podRequests = { cpu: 1, memory: 2, 'hugepages-2Mi': 3, 'nvidia.com/gpu': 4 }
    expect(effectiveRequests({ containers: [], initContainers: [], podRequests })).toEqual({
      cpu: 1,
      memory: 2,
      'hugepages-2Mi': 3,
    })
  })
})

describe('scored requests', () => {
  const rows: { pod: Partial<PodContainers>; cpuMilli: number; memoryMib: number; because: string }[] = [
    { pod: { containers: [one({})] }, cpuMilli: 100, memoryMib: 200, because: 'the stand-ins' },
    { pod: {}, cpuMilli: 0, memoryMib: 0, because: 'without containers there is nobody to stand in for' },
    {
      pod: { containers: [one({}), one({ cpu: 300 })] },
      cpuMilli: 400,
      memoryMib: 400,
      because: 'by container and resource',
    },
    {
      pod: { containers: [one({ cpu: 0, memory: 0 })] },
      cpuMilli: 0,
      memoryMib: 0,
      because: 'a written 0 is a request',
    },
    {
      pod: { containers: [one({ cpu: 50, memory: 0 })], initContainers: [one({})] },
      cpuMilli: 100,
      memoryMib: 200,
      because: 'init containers too: max(50, 100), max(0, 200)',
    },
    {
      pod: { containers: [one({})], initContainers: [sidecar({})] },
      cpuMilli: 200,
      memoryMib: 400,
      because: 'and sidecars, which add up',
    },
    {
      pod: { containers: [one({})], podRequests: { cpu: 30 } },
      cpuMilli: 30,
      memoryMib: 200,
      because: 'a pod with requests as a whole: only for what nobody asks for',
    },
    {
      pod: { containers: [one({ memory: MIB }), one({})], podRequests: { cpu: 30 } },
      cpuMilli: 30,
      memoryMib: 1,
      because: 'somebody asks for memory',
    },
    {
      pod: { containers: [one({})], overhead: { cpu: 10 } },
      cpuMilli: 110,
      memoryMib: 200,
      because: 'overhead on top',
    },
  ]

  test.each(rows)('$cpuMilli m and $memoryMib MiB: $because', ({ pod, cpuMilli, memoryMib }) => {
    const scored = scoredRequests({ containers: [], initContainers: [], ...pod })
    expect(scored).toEqual({ cpuMilli, memoryBytes: memoryMib * MIB })
  })
})
