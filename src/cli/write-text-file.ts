import { writeFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

/** Writes a file that the user named `file`. */
export function writeTextFile(path: string, file: string, text: string | Uint8Array): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UsageError(`cannot write ${file}: its folder does not exist`, 'make the folder first')
    if (code === 'EISDIR') throw new UsageError(`cannot write ${file}: it is a folder`, 'name a file')
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new UsageError(`cannot write ${file}: no permission`, 'name another file')
    throw error
  }
}
