import { stringify } from 'yaml'
import type { Scenario } from '../model/scenario.ts'
import { type Arguments, flag, loadArguments, single } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { type LoadedFile, loadFiles } from './load-files.ts'
import { notesText } from './notes-text.ts'
import { EXIT, type Terminal, wantsColor } from './terminal.ts'

export function validate(args: Arguments, terminal: Terminal): number {
  const { loaded, problems, texts } = loadFiles(loadArguments(args), terminal)
  const resolved = flag(args, 'resolved')
  if (single(args, 'format') === 'json') {
    const files = loaded.map(({ file, scenario }) => ({
      file,
      notes: scenario.notes,
      ...(resolved ? { resolved: scenario.document } : {}),
    }))
    terminal.stdout.write(`${JSON.stringify({ valid: files, problems })}\n`)
    return problems.length === 0 ? EXIT.fine : EXIT.badInput
  }
  terminal.stdout.write(resolved ? resolvedText(loaded) : loaded.map(summaryLine).join(''))
  terminal.stderr.write(notesText(loaded.flatMap(({ scenario }) => scenario.notes)))
  if (problems.length === 0) return EXIT.fine
  const color = wantsColor(terminal.stderr, terminal.env)
  terminal.stderr.write(formatProblems(problems, texts, { color }))
  return EXIT.badInput
}

function resolvedText(loaded: readonly LoadedFile[]): string {
  return loaded
    .map(({ scenario }) => stringify(scenario.document, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n')
}

function summaryLine({ file, scenario }: LoadedFile): string {
  const [first] = scenario.variants
  const workloads = first?.workloads.length ?? 0
  return `${file}: ok (${counted(scenario.variants.length, 'variant')}, ${counted(workloads, 'workload')}, ${counted(nodesOf(scenario), 'node')} at the start)\n`
}

function nodesOf({ variants }: Scenario): number {
  const pools = variants[0]?.cluster.pools ?? []
  return pools.reduce((sum, { count, listed }) => sum + count + listed.length, 0)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
