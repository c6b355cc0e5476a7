import { documentDiff } from '../compare/document-diff.ts'
import { type Arguments, loadArguments, single } from './arguments.ts'
import { formatProblems } from './format-problems.ts'
import { loadFiles } from './load-files.ts'
import { EXIT, printable, type Terminal, wantsColor } from './terminal.ts'

/** What two scenarios differ in once every default is filled in; files that they read are compared by their digests. */
export function diff(args: Arguments, terminal: Terminal): number {
  const { stdout, stderr, env } = terminal
  const files = ['before', 'after'].map((name) => single(args, name) ?? '')
  const { loaded, problems, texts } = loadFiles({ ...loadArguments(args), files }, terminal)
  const [first, second] = loaded
  if (first === undefined || second === undefined) {
    stderr.write(formatProblems(problems, texts, { color: wantsColor(stderr, env) }))
    return EXIT.badInput
  }
  const changes = [
    ...documentDiff(first.scenario.document, second.scenario.document),
    ...documentDiff({ files: digests(first.scenario.inputs) }, { files: digests(second.scenario.inputs) }),
  ]
  if (single(args, 'format') === 'json') {
    stdout.write(`${JSON.stringify(changes)}\n`)
    return EXIT.fine
  }
  const lines = changes.flatMap(({ path, before, after }) => [
    ...(before === undefined ? [] : [`- ${path}: ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${path}: ${JSON.stringify(after)}`]),
  ])
  stdout.write(printable(lines.length === 0 ? 'no difference\n' : `${lines.join('\n')}\n`))
  return EXIT.fine
}

function digests(inputs: readonly { readonly path: string; readonly sha256: string }[]): Record<string, string> {
  return Object.fromEntries(inputs.map(({ path, sha256 }) => [path, sha256]))
}
