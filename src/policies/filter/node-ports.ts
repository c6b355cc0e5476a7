import type { PodClass } from '../../cluster/pod-class.ts'
import type { HostPort } from '../../model/scheduling.ts'
import { type NoOptions, noOptions } from '../no-options.ts'
import type { FilterPlugin, Rejection } from '../placement/types.ts'
import { zeroFilter } from '../zero-filter.ts'

const EVERY_ADDRESS = '0.0.0.0'
const TAKEN: Rejection = {
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  resolvable: true,
}

export const nodePorts: FilterPlugin<NoOptions> = {
  name: 'NodePorts',
  doc: 'Keeps pods off nodes where a port of the host that they ask for is taken.',
  options: noOptions,
  retry: {
    events: ['pod-gone', 'node-added'],
    helps: (event, podClass) => event.kind !== 'pod-gone' || takesPortOf(event.podClass, hostPortsOf(podClass)),
  },
  prepare(podClass, cluster) {
    const wanted = hostPortsOf(podClass)
    if (wanted.length === 0) return null
    const conflicting = cluster.tally({
      key: `host ports|${JSON.stringify(wanted)}`,
      countsTerminating: true,
      weightOf: (other) => (takesPortOf(other, wanted) ? 1 : 0),
    })
    const { tallies } = cluster
    return zeroFilter(
      () => tallies.columns[conflicting],
      () => tallies.totals[conflicting],
      TAKEN,
    )
  },
}

function takesPortOf(podClass: PodClass, wanted: readonly HostPort[]): boolean {
  return hostPortsOf(podClass).some((used) => wanted.some((port) => conflict(port, used)))
}

/** With Kubernetes' defaults; port 0 asks for none. */
function hostPortsOf({ scheduling }: PodClass): HostPort[] {
  return scheduling.hostPorts
    .filter(({ hostPort }) => hostPort > 0)
    .map(({ hostIp, protocol, hostPort }) => ({
      hostIp: hostIp === '' ? EVERY_ADDRESS : hostIp,
      protocol: protocol === '' ? 'TCP' : protocol,
      hostPort,
    }))
}

function conflict(a: HostPort, b: HostPort): boolean {
  if (a.hostPort !== b.hostPort || a.protocol !== b.protocol) return false
  return a.hostIp === b.hostIp || a.hostIp === EVERY_ADDRESS || b.hostIp === EVERY_ADDRESS
}
