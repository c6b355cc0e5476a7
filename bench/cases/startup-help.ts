import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sha256Hex } from '../../src/base/digest.ts'
import type { BenchCase } from '../case.ts'

/** Built, this file lies in dist/ beside the command; as a source it lies two folders below the root. */
const CANDIDATES = ['./cli.js', '../../dist/cli.js'].map((path) => fileURLToPath(new URL(path, import.meta.url)))

export const startupHelp: BenchCase = {
  name: 'startup-help',
  doc: 'Starts `simcap --help` in a process of its own; the median of seven starts.',
  unit: 'starts/s',
  sizes: { small: 1, full: 7 },
  floor: 4,
  prepare(size) {
    const command = CANDIDATES.find((path) => existsSync(path))
    if (command === undefined) throw new Error('dist/cli.js is missing: npm run build makes it')
    return () => {
      const seconds: number[] = []
      let help = ''
      for (let i = 0; i < size; i++) {
        const start = performance.now()
        const { stdout, status } = spawnSync(process.execPath, [command, '--help'], { encoding: 'utf8' })
        if (status !== 0) throw new Error(`simcap --help ended with ${status}`)
        seconds.push((performance.now() - start) / 1000)
        help = stdout
      }
      seconds.sort((a, b) => a - b)
      return { work: 1, hash: sha256Hex(help), seconds: seconds[Math.floor(size / 2)] }
    }
  },
}
