#!/usr/bin/env node
import { main } from './main.ts'
import { EXIT } from './terminal.ts'

const { stdout, stderr, env } = process

// A reader that has seen enough (`simcap list | head`) closes the pipe; that is no error, and reports are still to be written.
let unsaid: NodeJS.ErrnoException | null = null
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || unsaid !== null) return
    unsaid = error
    if (stream === stdout) stderr.write(`simcap: the output cannot be written (${error.code})\n`)
  })
}

const code = await main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd() })
process.exitCode = code
process.once('beforeExit', () => {
  if (unsaid !== null) process.exitCode = EXIT.badInput
})
