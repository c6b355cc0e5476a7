import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { closestName } from '../base/closest-name.ts'

export type TextFile = { readonly text: string } | { readonly problem: string; readonly hint: string | null }

/**
 * The text of a file, byte for byte (a byte order mark included), or why it cannot be had. `name` is how the user calls it. A file
 * that ends in .gz is unpacked, and `maxBytes` bounds what comes out: a small file can hold a very large one.
 */
export function readTextFile(path: string, name: string, maxBytes: number): TextFile {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return refused(`${name} is a folder`, 'name a file in it')
    if (!stat.isFile()) return refused(`${name} is a device or a pipe`, 'save its text to a file first')
    const { size } = stat
    if (size > maxBytes)
      return refused(`${name} has ${mebibytes(size)} MiB; the limit is ${mebibytes(maxBytes)} MiB`, null)
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(path, maxBytes)) }
  } catch (error) {
    return refused(...reasonOf(error, path, name, maxBytes))
  }
}

function bytesOf(path: string, maxBytes: number): Uint8Array {
  const bytes = readFileSync(path)
  return path.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes
}

function refused(problem: string, hint: string | null): TextFile {
  return { problem, hint }
}

function mebibytes(bytes: number): string {
  return String(Math.ceil((bytes / 1024 / 1024) * 10) / 10)
}

function reasonOf(
  error: unknown,
  path: string,
  name: string,
  maxBytes: number,
): [message: string, hint: string | null] {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return [`${name} has more than ${mebibytes(maxBytes)} MiB when it is unpacked`, null]
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR')
    return [`${name} cannot be unpacked`, 'it must be a whole gzip file']
  if (error instanceof TypeError) return [`${name} is not a text file`, 'it must be text in UTF-8']
  if (code === 'ENOENT' || code === 'ENOTDIR') return [`there is no file ${name}`, similarFile(path)]
  if (code === 'EACCES' || code === 'EPERM') return [`${name} may not be read`, 'check the permissions of the file']
  if (code === 'ENAMETOOLONG' || code === 'ELOOP' || code === 'ERR_INVALID_ARG_VALUE')
    return [`${name} is not a file name`, null]
  if (code === 'EIO') return [`${name} cannot be read`, 'the device that it is on reports an error']
  throw error
}

function similarFile(path: string): string | null {
  try {
    const closest = closestName(basename(path), readdirSync(dirname(path)))
    return closest === null ? null : `did you mean "${closest}"?`
  } catch {
    return null
  }
}
