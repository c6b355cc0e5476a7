import type { CsvProblem } from '../base/csv.ts'
import { readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { ParseError } from '../base/parse-error.ts'
import { parseQuantity } from '../base/quantity.ts'
import type { Amounts } from '../model/amounts.ts'
import type { NodeShape, Taint } from '../model/cluster-spec.ts'
import type { Note } from '../model/scenario.ts'
import type { InventoryColumns, ResourceColumn } from './inventory-columns.ts'

/** What the pool says of all its nodes; a column of the inventory goes before it. */
export interface InventoryDefaults {
  readonly capacity: Amounts
  readonly maxPods: number
  readonly reserved: Amounts
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
}

export interface NodeInventory {
  readonly nodes: readonly { readonly name: string; readonly shape: NodeShape }[]
  readonly notes: readonly Note[]
  /** When there are any, `nodes` holds only the rows without one. */
  readonly problems: readonly CsvProblem[]
}

/** Reads a node inventory, one node per row, from a CSV text with a header line. */
export function readNodeInventory(
  file: string,
  text: string,
  columns: InventoryColumns,
  defaults: InventoryDefaults,
): NodeInventory {
  const nodes: { name: string; shape: NodeShape }[] = []
  const lineOf = new Map<string, number>()
  const faults = new Findings()
  const oddities = new Findings()
  let rowCount = 0
  const { name: nameColumn, resources, labels } = columns
  const wanted = [nameColumn, ...resources.map(({ column }) => column), ...labels.map(({ column }) => column)]
  const problems = readCsv(file, text, wanted, ([name, ...cells], line) => {
    rowCount += 1
    const faultsBefore = faults.count
    const first = lineOf.get(name)
    if (name === '') faults.add(`row without a name (column ${nameColumn})`, line, '')
    else if (first !== undefined) faults.add('name that occurred before', line, `${name}, first in line ${first}`)
    else lineOf.set(name, line)
    const amounts = readAmounts(resources, cells, line, faults, oddities)
    const shape = shapeOf(amounts, readLabels(labels, cells.slice(resources.length)), defaults)
    reportOverReserved(shape, line, faults)
    if (faults.count === faultsBefore) nodes.push({ name, shape })
  })
  if (problems.length === 0 && rowCount === 0)
    problems.push({ message: `${file} has a header but no rows`, hint: null })
  for (const { firstLine, text: message } of faults.summaries()) {
    problems.push({ message: `${file}:${firstLine}: ${message}`, hint: 'mend these rows or take them out of the file' })
  }
  const notes = oddities.summaries().map((found) => ({ about: `${file}:${found.firstLine}`, text: found.text }))
  return { nodes, notes, problems }
}

/** The amounts of one row by resource, in the units of `Amounts` (`pods` among them). */
function readAmounts(
  resources: readonly ResourceColumn[],
  cells: readonly string[],
  line: number,
  faults: Findings,
  oddities: Findings,
): Record<string, number> {
  const amounts: Record<string, number> = {}
  resources.forEach(({ resource, column, suffix }, i) => {
    const cell = cells[i]
    if (cell === '' && mayBeEmpty(resource)) {
      oddities.add(`empty ${column}, read as 0`, line, '')
      amounts[resource] = 0
      return
    }
    const amount = readAmount(resource, cell + suffix)
    if (typeof amount === 'number') amounts[resource] = amount
    else faults.add(`${column} that is ${amount}`, line, JSON.stringify((cell + suffix).slice(0, 40)))
  })
  return amounts
}

/** Only what Kubernetes calls extended resources (a name with a domain) is often left empty where a node has none. */
function mayBeEmpty(resource: string): boolean {
  return resource.includes('/')
}

/** The amount, or what is wrong with the text. */
function readAmount(resource: string, text: string): number | string {
  try {
    const quantity = parseQuantity(text)
    const amount = resource === 'cpu' ? quantity.milliValue() : quantity.value()
    if (amount < 0) return 'negative'
    return Number.isSafeInteger(amount) ? amount : 'too large'
  } catch (error) {
    if (error instanceof ParseError) return 'no quantity'
    throw error
  }
}

function readLabels(labels: InventoryColumns['labels'], cells: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {}
  labels.forEach(({ label }, i) => {
    if (cells[i] !== '') named[label] = cells[i]
  })
  return named
}

function shapeOf(row: Record<string, number>, labels: Record<string, string>, defaults: InventoryDefaults): NodeShape {
  const { pods = defaults.maxPods, ...amounts } = row
  const capacity: Amounts = { ...defaults.capacity, ...amounts }
  const allocatable = Object.entries(capacity).map(([resource, amount]) => {
    const reserved = Object.hasOwn(defaults.reserved, resource) ? defaults.reserved[resource] : 0
    return [resource, amount - reserved] as const
  })
  return {
    capacity,
    allocatable: Object.fromEntries(allocatable),
    maxPods: pods,
    labels: { ...defaults.labels, ...labels },
    taints: defaults.taints,
  }
}

function reportOverReserved(shape: NodeShape, line: number, faults: Findings): void {
  for (const [resource, amount] of Object.entries(shape.allocatable)) {
    if (amount < 0) faults.add(`node smaller than what its pool reserves of ${resource}`, line, '')
  }
}
