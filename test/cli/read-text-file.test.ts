import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readTextFile } from '../../src/cli/read-text-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'simcap-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LIMIT = 1024 * 1024
const packed = gzipSync('a,b\n1,2\n')
const megabytes = gzipSync(Buffer.alloc(64 * LIMIT))

test.each([
  ['packed', packed, { text: 'a,b\n1,2\n' }],
  ['cut off', packed.subarray(0, 20), { problem: 'it.gz cannot be unpacked', hint: 'it must be a whole gzip file' }],
  ['not packed', Buffer.from('a,b\n'), { problem: 'it.gz cannot be unpacked', hint: 'it must be a whole gzip file' }],
  // 64 MiB of zeros in 64 KiB: no more than the limit is ever unpacked.
  ['a bomb', megabytes, { problem: 'it.gz has more than 1 MiB when it is unpacked', hint: null }],
])('a file that ends in .gz and is %s', (_, bytes, expected) => {
  const path = join(folder, 'it.gz')
  writeFileSync(path, bytes)
  expect(readTextFile(path, 'it.gz', LIMIT)).toEqual(expected)
})
