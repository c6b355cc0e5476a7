import { type CsvProblem, readCsv } from '../base/csv.ts'
import { Findings } from '../base/findings.ts'
import { DEVICE_MILLI, type GpuRequest, MAX_DEVICES_PER_NODE } from '../model/gpus.ts'
import type { Note } from '../model/scenario.ts'

/** A machine of the trace; `devices` are its GPUs. */
export interface TraceNode {
  readonly name: string
  readonly cpuMilli: number
  readonly memoryMebibytes: number
  readonly devices: number
  readonly model: string
}

/** A pod of the trace; times are seconds from the trace's start. */
export interface TracePod {
  readonly name: string
  readonly cpuMilli: number
  readonly memoryMebibytes: number
  readonly gpu: GpuRequest | null
  /** Null where the list has no times. */
  readonly createdSeconds: number | null
  readonly deletedSeconds: number | null
}

/** Rows of a file in its order; null: a row that is not as it should be, which a note tells. */
export interface TraceRows<Row> {
  readonly rows: readonly (Row | null)[]
  readonly notes: readonly Note[]
  readonly problems: readonly CsvProblem[]
}

const NODE_COLUMNS = ['sn', 'cpu_milli', 'memory_mib', 'gpu', 'model'] as const
const POD_COLUMNS = ['name', 'cpu_milli', 'memory_mib', 'num_gpu', 'gpu_milli'] as const
const POD_EXTRAS = ['gpu_spec', 'creation_time', 'deletion_time'] as const

/** Alibaba's cluster-trace-gpu-v2023, nodes: `sn,cpu_milli,memory_mib,gpu,model`. */
export function readTraceNodes(file: string, text: string): TraceRows<TraceNode> {
  const lineOf = new Map<string, number>()
  return readRows(file, text, NODE_COLUMNS, ([name, cpu, memory, gpu, model], line, faults) => {
    const first = lineOf.get(name)
    if (first !== undefined) faults.add('name that occurred before', line, `${name}, first in line ${first}`)
    lineOf.set(name, line)
    const devices = whole('gpu', gpu, MAX_DEVICES_PER_NODE, line, faults)
    if (devices > 0 && model === '') faults.add('GPUs without a model', line, name)
    return { name, ...cpuAndMemory(cpu, memory, line, faults), devices, model }
  })
}

/** The same trace, pods: `name,cpu_milli,memory_mib,num_gpu,gpu_milli` and, in longer lists, the models allowed and times. */
export function readTracePods(file: string, text: string): TraceRows<TracePod> {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/))).split(',')
  const extras = POD_EXTRAS.filter((name) => header.some((each) => each.trim() === name))
  return readRows(file, text, [...POD_COLUMNS, ...extras], (cells, line, faults) => {
    const [name, cpu, memory, numGpu, gpuMilli] = cells
    const extra = (column: (typeof POD_EXTRAS)[number]) => {
      const at = extras.indexOf(column)
      return at === -1 ? '' : cells[POD_COLUMNS.length + at]
    }
    const createdSeconds = seconds('creation_time', extra('creation_time'), line, faults)
    const deletedSeconds = seconds('deletion_time', extra('deletion_time'), line, faults)
    if (createdSeconds !== null && deletedSeconds !== null && deletedSeconds < createdSeconds)
      faults.add('deletion_time before creation_time', line, name)
    const gpu = gpuOf(numGpu, gpuMilli, extra('gpu_spec'), line, faults)
    return { name, ...cpuAndMemory(cpu, memory, line, faults), gpu, createdSeconds, deletedSeconds }
  })
}

type ReadRow<Row> = (cells: readonly string[], line: number, faults: Findings) => Row

function readRows<Row>(file: string, text: string, columns: readonly string[], read: ReadRow<Row>): TraceRows<Row> {
  const rows: (Row | null)[] = []
  const faults = new Findings()
  const problems = readCsv(file, text, columns, (cells, line) => {
    const before = faults.count
    if (cells[0] === '') faults.add(`row without a ${columns[0]}`, line, '')
    const row = read(cells, line, faults)
    rows.push(faults.count === before ? row : null)
  })
  const left = rows.filter((row) => row === null).length
  if (problems.length === 0 && left === rows.length)
    problems.push({ message: `${file} has no row that could be read`, hint: `its columns are ${columns.join(',')}` })
  const notes = faults.summaries().map(({ firstLine, text: found }) => ({
    about: `${file}:${firstLine}`,
    text: `${found}; of ${rows.length} rows ${left} are left out`,
  }))
  return { rows, notes, problems }
}

function cpuAndMemory(cpu: string, memory: string, line: number, faults: Findings) {
  return {
    cpuMilli: whole('cpu_milli', cpu, MAX_CPU_MILLI, line, faults),
    memoryMebibytes: whole('memory_mib', memory, MAX_MEBIBYTES, line, faults),
  }
}

/** Beyond any machine; what is above is a slip. */
const MAX_CPU_MILLI = 10_000_000
const MAX_MEBIBYTES = 1_000_000_000

function gpuOf(numGpu: string, gpuMilli: string, spec: string, line: number, faults: Findings): GpuRequest | null {
  const count = whole('num_gpu', numGpu, MAX_DEVICES_PER_NODE, line, faults)
  const milli = whole('gpu_milli', gpuMilli, DEVICE_MILLI, line, faults)
  if (count === 0) return null
  if (milli === 0) faults.add('GPU of which nothing is asked for', line, '')
  if (count > 1 && milli < DEVICE_MILLI) faults.add('share of more than one GPU', line, `${count} × ${milli}`)
  const models = spec.split('|').filter((model) => model !== '')
  return { count, milli, slice: null, models }
}

/** A whole number; 0 stands for what is none. */
function whole(column: string, text: string, max: number, line: number, faults: Findings): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value <= max) return value
  faults.add(`${column} that is no whole number up to ${max}`, line, JSON.stringify(text.slice(0, 40)))
  return 0
}

function seconds(column: string, text: string, line: number, faults: Findings): number | null {
  return text === '' ? null : whole(column, text, Number.MAX_SAFE_INTEGER / 1e6, line, faults)
}
