import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type Arguments, flag, single } from './arguments.ts'
import { packageRoot } from './package-root.ts'
import { starterScenario } from './starter-scenario.ts'
import { EXIT, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { writeTextFile } from './write-text-file.ts'

export function init(args: Arguments, { stdout, cwd }: Terminal): number {
  const file = single(args, 'file') ?? 'scenario.yaml'
  const path = resolve(cwd, file)
  if (existsSync(path)) {
    if (statSync(path).isDirectory())
      throw new UsageError(`${file} is a folder`, `write "simcap init ${join(file, 'scenario.yaml')}"`)
    if (!flag(args, 'force'))
      throw new UsageError(`${file} exists already`, 'name another file, or replace it with --force')
  }
  const schema = relative(dirname(path), join(packageRoot(), 'schema', 'scenario.schema.json'))
    .split(sep)
    .join('/')
  writeTextFile(path, file, starterScenario(nameOf(file), schema))
  stdout.write(`wrote ${file}; now: npx simcap run ${quoted(file)}\n`)
  return EXIT.fine
}

/** As a shell takes it for one word. */
function quoted(file: string): string {
  return /^[\w./:@%+,=-]+$/.test(file) ? file : `"${file.replace(/["$`\\]/g, '\\$&')}"`
}

/** A scenario name from a file name, by the rule for names. */
function nameOf(file: string): string {
  const name = basename(file)
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 63)
    .replace(/[-.]+$/, '')
  return name === '' ? 'scenario' : name
}
