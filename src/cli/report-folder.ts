import { accessSync, constants, existsSync, mkdirSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withCleanUp } from './interrupt.ts'
import { UsageError } from './usage-error.ts'

export interface OutputFile {
  readonly fileName: string
  /** At once or, where it would be too much for one text, in pieces. */
  readonly bytes: string | Uint8Array | Iterable<string> | AsyncIterable<string | Uint8Array>
}

/** Refuses a folder that cannot be written, before anything is computed for it. `name` is how the user calls it. */
export function checkWritable(folder: string, name: string): void {
  let existing = folder
  while (!existsSync(existing)) {
    if (isLink(existing))
      throw new UsageError(
        `cannot write to ${name}: ${basename(existing)} is a link that leads nowhere`,
        'name another place',
      )
    existing = dirname(existing)
  }
  if (!statSync(existing).isDirectory()) {
    throw new UsageError(`cannot write to ${name}: ${basename(existing)} is a file`, 'name another place')
  }
  try {
    accessSync(existing, constants.W_OK | constants.X_OK)
  } catch {
    throw new UsageError(
      `cannot write to ${name}: no permission in ${existing === folder ? name : basename(existing)}`,
      'name another place',
    )
  }
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path)
    return true
  } catch {
    return false
  }
}

/**
 * Writes a report so that nobody ever sees half of one: everything goes into a hidden folder first and moves in one go. In a
 * folder that exists already, files of the same name are replaced and all others stay.
 */
export async function writeReportFolder(
  folder: string,
  name: string,
  files: AsyncIterable<OutputFile>,
): Promise<string[]> {
  const created = firstMissing(dirname(folder))
  let partial: string | null = null
  const cleanUp = (): void => {
    if (partial !== null) rmSync(partial, { recursive: true, force: true })
    if (created !== null && !existsSync(folder)) rmSync(created, { recursive: true, force: true })
  }
  try {
    return await withCleanUp(cleanUp, async () => {
      // Inside an existing target: it may be a mounted volume, and nothing can be moved into one from beside it.
      const place = existsSync(folder) ? folder : dirname(folder)
      await mkdir(place, { recursive: true })
      partial = await mkdtemp(join(place, '.simcap-'))
      const written: string[] = []
      for await (const { fileName, bytes } of files) {
        await writeFile(join(partial, fileName), bytes)
        written.push(fileName)
      }
      moveInto(folder, partial, written)
      return written
    })
  } catch (error) {
    throw writeError(error, name)
  } finally {
    cleanUp()
  }
}

/** The topmost folder that has to be made, so that a failure can take it away again. */
function firstMissing(folder: string): string | null {
  if (existsSync(folder)) return null
  return firstMissing(dirname(folder)) ?? folder
}

function moveInto(folder: string, partial: string, files: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  const blocked = files.find((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.isDirectory())
  if (blocked !== undefined) throw new UsageError(`cannot write ${blocked}: a folder of that name stands in the way`)
  for (const file of files) renameSync(join(partial, file), join(folder, file))
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'part of the path is a file',
  EISDIR: 'a folder stands where a file should go',
  EEXIST: 'a file stands where a folder should go',
  ENAMETOOLONG: 'the name is too long',
}

function writeError(error: unknown, name: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? '']
  return reason === undefined ? error : new UsageError(`cannot write to ${name}: ${reason}`, 'name another place')
}
