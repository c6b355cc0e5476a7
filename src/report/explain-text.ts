import Table from 'cli-table3'
import { formatDuration } from '../base/time.ts'
import type { GangExplanation, PendingExplanation, PlacementExplanation, PodExplanation } from '../results/types.ts'
import { fittingChangeText } from './fitting-change-text.ts'
import { fixed } from './numbers.ts'
import { NO_RULES, plainSpaces, trimmed } from './plain-table.ts'

/** Feasible nodes that are named. */
const NAMED = 5

/** Why a pod is where it is, for a terminal. */
export function renderExplanation(explanation: PodExplanation, currency: string): string {
  const { pending, placement } = explanation
  const parts = [
    headline(explanation),
    ...(pending === null ? [] : pendingParts(pending, currency)),
    ...(placement === null ? [] : placementParts(placement)),
  ]
  return `${parts.join('\n\n')}\n`
}

function headline({ pod, variant, state, atSeconds, createdSeconds, placement }: PodExplanation): string {
  const at = clock(atSeconds)
  if (state === 'pending') {
    return `${pod} has no node at ${at} in variant ${variant}; it has waited for ${clock(atSeconds - createdSeconds)}.`
  }
  if (placement === null) return `${pod} is gone at ${at} in variant ${variant} and never had a node.`
  const waited = placement.atSeconds - createdSeconds
  const wait = waited === 0 ? 'at once' : `after ${clock(waited)}`
  const since = state === 'gone' ? ` It is gone at ${at}.` : ''
  return `${pod} went to ${placement.node} at ${clock(placement.atSeconds)} in variant ${variant}, ${wait}.${since}`
}

function pendingParts(pending: PendingExplanation, currency: string): string[] {
  const { message, filters, feasible, gang, promisedNode, booting } = pending
  const parts = [message]
  if (filters.length > 0) {
    parts[0] += `\nDropped by ${filters.map(({ filter, nodes }) => `${filter}: ${counted(nodes, 'node')}`).join(', ')}.`
  }
  if (booting > 0) parts.push(`${counted(booting, 'more node')} booting.`)
  if (promisedNode !== null) parts.push(`${promisedNode} is being emptied for it.`)
  if (gang !== undefined) parts.push(gangText(gang))
  if (feasible.length > 0 && isAlone(gang)) {
    const more = feasible.length > NAMED ? ` and ${counted(feasible.length - NAMED, 'other')}` : ''
    parts.push(`It would fit on ${feasible.slice(0, NAMED).join(', ')}${more} and waits for its next attempt.`)
    return parts
  }
  if (feasible.length === 0) parts.push(changesText(pending, currency))
  return parts
}

/** Whether the pod may go to a node without others of its gang. */
function isAlone(gang: GangExplanation | undefined): boolean {
  return gang === undefined || gang.onNodes >= gang.needed
}

function gangText(gang: GangExplanation): string {
  const { members, onNodes, needed, placeable, blocked, timeoutAtSeconds } = gang
  const have = onNodes === 0 ? 'None has one.' : `${onNodes} ${onNodes === 1 ? 'has' : 'have'} one.`
  const said = `It is one of a gang of ${counted(members, 'pod')}, of which ${needed} must have nodes together. ${have}`
  if (isAlone(gang)) return `${said} It may go alone.`
  const others = onNodes === 0 ? 'them' : 'the others'
  const together =
    placeable === 1
      ? 'would find one now; nothing is held for it.'
      : 'would find nodes together now; nothing is held for them.'
  const found = placeable === 0 ? `None of ${others} would find one now.` : `${placeable} of ${others} ${together}`
  return [
    `${said} ${found}`,
    ...(blocked === null || placeable === 0 ? [] : [`The next one: ${blocked}`]),
    timeoutAtSeconds === null ? 'The gang has no timeout.' : `The gang is given up at ${clock(timeoutAtSeconds)}.`,
  ].join('\n')
}

function changesText({ changes }: PendingExplanation, currency: string): string {
  if (changes.length === 0)
    return 'No single change that was tried lets it in: a rule less, a smaller request, one more node.'
  const [cheapest, ...others] = changes.map((change) => `${fittingChangeText(change, currency)} → ${change.node}`)
  const first = `Smallest change that lets it in: ${cheapest}`
  return others.length === 0 ? first : `${first}\nAlso:\n${others.map((other) => `  ${other}`).join('\n')}`
}

function placementParts(placement: PlacementExplanation): string[] {
  const { feasible, equals, ties, wasPromised, node, candidates } = placement
  const lines = [`${counted(feasible, 'feasible node')}.`]
  if (wasPromised) lines.push(`${node} had been emptied for it, so scores did not matter.`)
  else if (equals > 1) {
    const how = ties === 'first' ? 'the first in node order was taken' : 'one of them was drawn at random'
    lines.push(`${equals} nodes share the highest total; ${how}.`)
  }
  const plugins = candidates[0]?.scores ?? []
  const table = new Table({
    head: ['', 'node', 'total', ...plugins.map(({ plugin }) => plugin)],
    chars: NO_RULES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  })
  for (const { rank, node: name, total, scores, chosen } of candidates) {
    const cells = scores.map(({ score, weight }) => `${number(score)} × ${number(weight)} = ${number(score * weight)}`)
    table.push([`${chosen ? '→' : ' '} ${rank}`, name, number(total), ...cells])
  }
  return [lines.join('\n'), trimmed(table.toString())]
}

function number(value: number): string {
  return plainSpaces(fixed(value, Number.isInteger(value) ? 0 : 3))
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function clock(seconds: number): string {
  return formatDuration(Math.round(seconds * 1e6))
}
