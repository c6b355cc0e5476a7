import { type NamedText, type OpenbMode, type OpenbTrace, readOpenb } from '../importers/openb.ts'
import { type Finding, finding } from './finding.ts'
import type { ImportDocument } from './import-schema.ts'
import type { InputFiles } from './input-files.ts'
import type { Parts } from './parts.ts'

const WHERE = ['import', 'openb'] as const

/** The trace that the scenario names, with what is wrong with its files; null where there is none or it cannot be read. */
export function readImport(
  { trace, seed, durationUs }: Parts,
  files: InputFiles,
): { readonly trace: OpenbTrace | null; readonly findings: readonly Finding[] } {
  if (trace === null || seed === null || durationUs === null) return { trace: null, findings: [] }
  const findings: Finding[] = []
  const read = (key: 'nodes' | 'pods' | 'order'): NamedText => {
    const file = trace.openb[key] ?? ''
    const content = files.readText(file)
    if ('text' in content) return { file, text: content.text }
    findings.push(finding([...WHERE, key], content.problem))
    return { file, text: '' }
  }
  const nodes = read('nodes')
  const pods = read('pods')
  const mode = modeOf(trace, read)
  if (findings.length > 0) return { trace: null, findings }
  const imported = readOpenb({ nodes, pods, mode, seed, durationUs })
  return { trace: imported, findings: imported.problems.map(({ message, hint }) => finding(WHERE, message, hint)) }
}

function modeOf({ openb }: ImportDocument, read: (key: 'order') => NamedText): OpenbMode {
  if (openb.mode === 'replay') return { kind: 'replay' }
  if (openb.mode === 'order') return { kind: 'order', order: read('order') }
  return { kind: 'inflate', to: openb.to, orderSeed: openb.orderSeed ?? null }
}
