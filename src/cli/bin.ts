#!/usr/bin/env node
import { main } from './main.ts'
import { EXIT } from './terminal.ts'

// A reader that has seen enough (`simcap list | head`) closes the pipe; that is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT.fine)
  })
}

const { stdout, stderr, env } = process
process.exitCode = await main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd() })
