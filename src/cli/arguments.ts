import type { LoadArguments } from './load-files.ts'
import { UsageError } from './usage-error.ts'

/** Parsed arguments by their long name. */
export type Arguments = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** Options that may be given only once come as a list when they are repeated. */
export function single(args: Arguments, name: string): string | null {
  const value = args[name]
  if (Array.isArray(value)) throw new UsageError(`--${name} is given ${value.length} times`, 'give it once')
  return value === undefined ? null : filled(name, String(value))
}

export function repeated(args: Arguments, name: string): string[] {
  const value = args[name]
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]).map((each) => filled(name, String(each)))
}

/** An unset variable of the shell arrives as an empty text, which as a path would mean the current folder. */
function filled(name: string, value: string): string {
  if (value !== '') return value
  throw new UsageError(
    name.startsWith('file') ? 'the name of a file is empty' : `--${name} is empty`,
    'give it a value',
  )
}

export function flag(args: Arguments, name: string): boolean {
  return args[name] === true
}

export function loadArguments(args: Arguments): LoadArguments {
  return {
    files: repeated(args, 'files'),
    sets: repeated(args, 'set'),
    seed: single(args, 'seed'),
    allowedFolders: repeated(args, 'allow-path'),
  }
}
