import { formatCpu, formatMemory } from '../base/quantity.ts'
import type { FittingChange } from '../results/types.ts'

type Requests = Extract<FittingChange, { readonly kind: 'requests' }>
type Spread = Extract<FittingChange, { readonly kind: 'spread' }>
type MoreNodes = Extract<FittingChange, { readonly kind: 'node' }>

/** One change under which a pod would fit, as a clause without the node where it then goes. */
export function fittingChangeText(change: FittingChange, currency: string): string {
  switch (change.kind) {
    case 'toleration': {
      const { key, value, effect } = change.taint
      return `tolerate the taint {${key}: ${value}} (${effect}), or take it off the node`
    }
    case 'requests':
      return requestsText(change)
    case 'spread':
      return spreadText(change)
    case 'anti-affinity':
      return `drop the workload's required anti-affinity over ${change.topologyKey}`
    case 'affinity':
      return `drop the workload's required affinity over ${change.topologyKey}`
    case 'node-selector':
      return `drop ${change.key}: ${change.value} from the nodeSelector, or give a node that label`
    case 'node-affinity':
      return 'drop the required node affinity'
    case 'node':
      return nodeText(change, currency)
  }
}

function requestsText({ less }: Requests): string {
  const parts = less.map(({ resource, requested, atMost }) => {
    const amount = (value: number) => amountText(resource, value)
    return `${amount(atMost)} ${resource} instead of ${amount(requested)} (${amount(requested - atMost)} less)`
  })
  return `request ${parts.join(' and ')}`
}

function spreadText({ topologyKey, maxSkew, neededSkew }: Spread): string {
  if (neededSkew === null) return `drop the spread constraint over ${topologyKey}`
  return `raise maxSkew of the spread over ${topologyKey} from ${maxSkew} to ${neededSkew}`
}

function nodeText({ pool, zone, pricePerHour, beyondLimit }: MoreNodes, currency: string): string {
  const where = zone === null ? '' : ` in zone ${zone}`
  const limit = beyondLimit === null ? '' : `, beyond its limit of ${beyondLimit}`
  return `add one node to pool ${pool}${where} (${pricePerHour.toFixed(2)} ${currency}/h${limit})`
}

function amountText(resource: string, amount: number): string {
  if (resource === 'cpu') return formatCpu(amount)
  const isBytes = resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-')
  return isBytes ? formatMemory(amount) : String(amount)
}
