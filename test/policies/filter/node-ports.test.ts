import { expect, test } from 'vitest'
import { viewOf } from '../../../src/cluster/view.ts'
import { type HostPort, PLAIN_SCHEDULING } from '../../../src/model/scheduling.ts'
import { nodePorts } from '../../../src/policies/filter/node-ports.ts'
import { nodeShape, podTemplate } from '../../builders/model.ts'
import { bindNew, clusterOf, passing } from '../../builders/nodes.ts'

const port = (hostPort: number, hostIp = '', protocol = ''): HostPort => ({ hostPort, hostIp, protocol })
const withPorts = (...hostPorts: HostPort[]) => podTemplate({}, { scheduling: { ...PLAIN_SCHEDULING, hostPorts } })

test.each([
  { used: port(80), asked: port(80), fits: false, because: 'all addresses, TCP' },
  { used: port(80), asked: port(81), fits: true, because: 'another port' },
  { used: port(80, '', 'UDP'), asked: port(80), fits: true, because: 'another protocol' },
  { used: port(80, '10.0.0.1'), asked: port(80, '10.0.0.2'), fits: true, because: 'another address' },
  { used: port(80, '10.0.0.1'), asked: port(80), fits: false, because: 'all addresses include this one' },
  { used: port(80), asked: port(80, '10.0.0.1'), fits: false, because: 'it is taken on all addresses' },
  { used: port(80), asked: port(80, '0.0.0.0', 'TCP'), fits: false, because: 'the defaults, written out' },
  { used: port(0), asked: port(0), fits: true, because: 'port 0 asks for none' },
])('$used and $asked: $fits, $because', ({ used, asked, fits }) => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape(), pods: [withPorts(used)] }])
  expect(passing(cluster, 'NodePorts', withPorts(asked))).toEqual(fits ? ['node'] : [])
})

test('a port is free again when its pod is gone, not while it is on its way out', () => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape() }])
  const pod = bindNew(cluster, withPorts(port(80)), 0)
  const filter = nodePorts.prepare(cluster.podClass(withPorts(port(80), port(443))), viewOf(cluster), {})
  if (filter?.reach !== 'node') throw new Error('a filter of nodes')
  expect(filter.keep(Int32Array.of(0), 1)).toBe(0)
  expect(filter.explain(0)).toEqual({
    reasons: ["node(s) didn't have free ports for the requested pod ports"],
    resolvable: true,
  })
  cluster.setTerminating(pod)
  expect(filter.keep(Int32Array.of(0), 1)).toBe(0)
  cluster.removePod(pod, 1)
  expect(filter.keep(Int32Array.of(0), 1)).toBe(1)
})

test('only a pod that held one of its ports makes another try worth while', () => {
  const cluster = clusterOf([{ name: 'node', shape: nodeShape() }])
  const waiting = cluster.podClass(withPorts(port(80)))
  const gone = (template: ReturnType<typeof withPorts>) =>
    nodePorts.retry?.helps?.(
      { kind: 'pod-gone', podClass: cluster.podClass(template), node: 0 },
      waiting,
      viewOf(cluster),
      {},
    )
  expect(gone(withPorts(port(80, '10.0.0.1')))).toBe(true)
  expect(gone(withPorts(port(8080)))).toBe(false)
  expect(nodePorts.retry?.helps?.({ kind: 'node-added', node: 0 }, waiting, viewOf(cluster), {})).toBe(true)
})
