import { closestNameHint } from '../base/closest-name.ts'
import { formatDuration } from '../base/time.ts'
import { INSTANCE_CATALOGUE } from '../model/instance-catalogue.ts'
import { exceeding } from './amount-text.ts'
import type { NodePoolDocument } from './cluster-schema.ts'
import { canGrow, countOf, limitsOf, shapeAmounts } from './fill-defaults.ts'
import { type Finding, finding } from './finding.ts'
import { listedTypes } from './instance-types.ts'
import { MAX_NODES, MAX_SERIES_STEPS, MAX_STEPS } from './limits.ts'
import type { Part, Parts } from './parts.ts'
import type { Path } from './path.ts'

/** What one field alone cannot tell of a pool. `listed` is the number of nodes that it reads from a file. */
export function checkPool({ path, value: pool }: Part<NodePoolDocument>, listed: number): Finding[] {
  return [...shapeFindings(path, pool), ...sizeFindings(path, pool, listed)]
}

function shapeFindings(path: Path, pool: NodePoolDocument): Finding[] {
  const { capacity, allocatable, reserved, nodes, instanceTypes } = pool
  if (instanceTypes !== undefined) return instanceTypeFindings(path, pool)
  if (capacity === undefined) {
    if (nodes === undefined)
      return [finding([...path, 'capacity'], 'required, but missing', 'write for instance { cpu: 16, memory: 64Gi }')]
    if (allocatable !== undefined)
      return [
        finding(
          [...path, 'allocatable'],
          '`allocatable` without `capacity`',
          'write `reserved`: it is taken off each listed node',
        ),
      ]
    return pool.count
      ? [finding([...path, 'count'], 'nodes beside the list need a capacity', 'write `capacity`, or leave out `count`')]
      : []
  }
  const findings: Finding[] = []
  if (allocatable !== undefined && reserved !== undefined) {
    findings.push(
      finding([...path, 'reserved'], '`allocatable` and `reserved` say the same thing twice', 'keep one of them'),
    )
  }
  for (const name of ['cpu', 'memory']) {
    if (!capacity[name] && nodes === undefined)
      findings.push(finding([...path, 'capacity', name], `a node without ${name}`, `write how much ${name} a node has`))
  }
  const filled = shapeAmounts(pool).capacity
  for (const field of ['allocatable', 'reserved'] as const) {
    const amounts = pool[field] ?? {}
    for (const each of exceeding(amounts, filled)) {
      findings.push(
        finding(
          [...path, field, each.resource],
          `${each.inner} is more than the capacity of ${each.outer}`,
          'lower it, or raise the capacity',
        ),
      )
    }
    for (const name of Object.keys(amounts)) {
      if (filled[name] === undefined) {
        findings.push({
          ...finding([...path, field, name], `the capacity has no ${name}`, 'add it to `capacity`'),
          at: 'key',
        })
      }
    }
  }
  return findings
}

function instanceTypeFindings(path: Path, pool: NodePoolDocument): Finding[] {
  const findings: Finding[] = []
  for (const field of ['capacity', 'allocatable'] as const) {
    if (pool[field] !== undefined)
      findings.push(
        finding([...path, field], `\`${field}\` beside \`instanceTypes\``, 'keep one: the machines say what they have'),
      )
  }
  const names = INSTANCE_CATALOGUE.map(({ name }) => name)
  const seen = new Set<string>()
  listedTypes(pool).forEach((said, index) => {
    const where = [...path, 'instanceTypes', index]
    const called = typeof said === 'string' ? said : said.name
    if (seen.has(called))
      findings.push(finding(where, `the instance type ${called} is there twice`, 'keep one of them'))
    seen.add(called)
    if (typeof said === 'string') {
      if (!names.includes(said))
        findings.push(finding(where, `no instance type "${said}" in the catalogue`, closestNameHint(said, names)))
      return
    }
    const { name, capacity, pricePerHour, spotPricePerHour } = said
    for (const resource of ['cpu', 'memory']) {
      if (!capacity[resource])
        findings.push(finding(where, `the instance type ${name} has no ${resource}`, 'write how much'))
    }
    if (pool.purchase.includes('on-demand') && pricePerHour === undefined)
      findings.push(finding(where, `the instance type ${name} has no price`, 'write pricePerHour'))
    if (pool.purchase.includes('spot') && spotPricePerHour === undefined)
      findings.push(finding(where, `the instance type ${name} has no price as spot`, 'write spotPricePerHour'))
  })
  return findings
}

function sizeFindings(path: Path, pool: NodePoolDocument, listed: number): Finding[] {
  const limits = limitsOf(pool, listed)
  const size = countOf(pool) + listed
  if (limits.min > limits.max)
    return [finding([...path, 'limits'], `min ${limits.min} is above max ${limits.max}`, 'exchange them')]
  if (size > limits.max)
    return [
      finding(
        [...path, 'limits', 'max'],
        `the pool starts with ${size} nodes, more than its limit of ${limits.max}`,
        `write ${size} or more`,
      ),
    ]
  if (size < limits.min)
    return [
      finding(
        [...path, 'limits', 'min'],
        `the pool starts with ${size} nodes, fewer than its limit of ${limits.min}`,
        `start with ${limits.min} nodes or more`,
      ),
    ]
  if (limits.max > size && !canGrow(pool)) {
    return [
      finding(
        [...path, 'limits', 'max'],
        'nodes beyond the list need a capacity',
        'write `capacity` for nodes that are added',
      ),
    ]
  }
  return []
}

/** Bounds on the run as a whole. */
export function checkSize(parts: Parts): Finding[] {
  const findings: Finding[] = []
  const nodes = parts.pools.reduce((sum, { value }) => sum + countOf(value), 0)
  if (nodes > MAX_NODES)
    findings.push(
      finding(['cluster', 'nodePools'], `${nodes} nodes in all; the limit is ${MAX_NODES}`, 'start with fewer nodes'),
    )
  const { durationUs, resolutionUs, seriesEveryUs } = parts
  if (durationUs !== null && resolutionUs !== null && durationUs / resolutionUs > MAX_STEPS) {
    const coarser = formatDuration(Math.ceil(durationUs / MAX_STEPS / 1_000_000) * 1_000_000)
    findings.push(
      finding(
        ['resolution'],
        `the run has more than ${MAX_STEPS} steps`,
        `write ${coarser} or more, or a shorter duration`,
      ),
    )
  }
  if (durationUs !== null && seriesEveryUs !== null && durationUs / seriesEveryUs > MAX_SERIES_STEPS) {
    const coarser = formatDuration(Math.ceil(durationUs / MAX_SERIES_STEPS / 1_000_000) * 1_000_000)
    findings.push(
      finding(
        ['seriesEvery'],
        `series of more than ${MAX_SERIES_STEPS} steps`,
        `write ${coarser} or more, or leave it out`,
      ),
    )
  }
  return findings
}
