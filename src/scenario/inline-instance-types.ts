import { csvHeader, readCsv } from '../base/csv.ts'
import type { Problem } from '../base/problem.ts'
import { type Finding, finding, toProblem } from './finding.ts'
import type { InputFiles } from './input-files.ts'
import { MAX_NAMED } from './limits.ts'
import { pathsIn } from './parts.ts'
import type { Path } from './path.ts'
import { readableText } from './read-yaml.ts'
import { setAt } from './set-path.ts'
import type { SourceText, Span } from './source-text.ts'
import { type Entry, nodeAt, type TreeNode } from './tree.ts'

const PRICES = ['pricePerHour', 'spotPricePerHour']

/**
 * The document with every `instanceTypes: { csv: … }` replaced by the machines that the file lists, so that they are checked like machines
 * in the scenario itself, and what is wrong with one is told at its line.
 */
export function inlineInstanceTypes(
  tree: TreeNode,
  files: InputFiles,
): { readonly tree: TreeNode; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  let changed = tree
  for (const pool of pathsIn(tree, ['cluster', 'nodePools'])) {
    const path = [...pool, 'instanceTypes']
    const csv = nodeAt(tree, [...path, 'csv'])
    if (csv?.kind !== 'scalar' || typeof csv.value !== 'string') continue
    const { machines, findings } = readMachines([...path, 'csv'], csv.value, csv.span, files)
    problems.push(...findings.map((each) => toProblem(tree, each)))
    const result = setAt(changed, path, machines, csv.span)
    if ('kind' in result) changed = result
  }
  return { tree: changed, problems }
}

function readMachines(where: Path, file: string, span: Span, files: InputFiles) {
  const items: TreeNode[] = []
  const none: TreeNode = { kind: 'map', span, entries: new Map([['csv', scalar(span, file)]]) }
  const failed = (findings: Finding[]) => ({ machines: none, findings })
  const content = files.readText(file)
  if ('problem' in content) return failed([finding(where, content.problem)])
  const source = readableText(file, content.text)
  const header = csvHeader(source.text)
  if (!PRICES.some((column) => header.includes(column))) {
    const message = `${file} has no column pricePerHour: the machines have no price`
    return failed([finding(where, message, 'name its columns name, cpu, memory, pricePerHour, spotPricePerHour')])
  }
  const resources = header.filter((column) => !PRICES.includes(column) && column !== 'name')
  const prices = PRICES.filter((column) => header.includes(column))
  const problems = readCsv(file, source.text, ['name', ...prices, ...resources], (cells, line) => {
    if (items.length <= MAX_NAMED) items.push(machine(source, line, ['name', ...prices, ...resources], cells))
  })
  if (problems.length > 0) return failed(problems.map(({ message, hint }) => finding(where, message, hint)))
  if (items.length === 0) return failed([finding(where, `${file} has a header but no rows`)])
  return { machines: { kind: 'list', span, items } satisfies TreeNode, findings: [] }
}

/** An empty cell says nothing. */
function machine(source: SourceText, line: number, columns: readonly string[], cells: readonly string[]): TreeNode {
  const start = source.lineStarts[line - 1] ?? 0
  const next = source.lineStarts[line] ?? source.text.length + 1
  const span = { source, start, end: Math.max(start, next - 1) }
  const entries = new Map<string, Entry>()
  const capacity = new Map<string, Entry>()
  columns.forEach((column, i) => {
    const cell = cells[i]
    if (cell === '') return
    const isPrice = PRICES.includes(column)
    const value = isPrice && Number.isFinite(Number(cell)) ? Number(cell) : cell
    const target = isPrice || column === 'name' ? entries : capacity
    target.set(column, scalar(span, value))
  })
  entries.set('capacity', { keySpan: span, value: { kind: 'map', span, entries: capacity } })
  return { kind: 'map', span, entries }
}

function scalar(span: Span, value: string | number): Entry {
  return { keySpan: span, value: { kind: 'scalar', span, value } }
}
