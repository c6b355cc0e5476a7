import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { SMALL } from '../scenario/loading.ts'
import { runCli } from './recording-terminal.ts'

const temporary = mkdtempSync(join(tmpdir(), 'simcap-seeds-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(temporary, 'case-'))
  writeFileSync(join(folder, 'small.yaml'), SMALL)
})

describe('run with many seeds', () => {
  test('many seeds, on threads or not, give the same bytes', async () => {
    writeFileSync(join(folder, 'random.yaml'), `${SMALL}policies: { placement: random }\n`)
    for (const workers of ['1', '2']) {
      const argv = ['run', 'random.yaml', '--seeds', '3', '--workers', workers, '--out', workers, '--quiet']
      expect(await runCli(argv, folder)).toMatchObject({ code: 0, stderr: '' })
    }
    const text = (out: string) => readFileSync(join(folder, out, 'results.json'), 'utf8')
    expect(text('2')).toBe(text('1'))
    expect(JSON.parse(text('1'))).toMatchObject({ seed: 1, seeds: [1, 2, 3], failedRuns: [] })
    expect(readdirSync(join(folder, '1'))).not.toContain('runs')
  })

  test('seeds are added until the mean is known well enough', async () => {
    const jobs =
      '  - name: batch\n    requests: { cpu: 100m, memory: 64Mi }\n    job: { arrivals: 30/h, duration: 1m }\n'
    writeFileSync(join(folder, 'jobs.yaml'), `${SMALL}${jobs}`)
    const seedsOf = async (precision: string, ...more: string[]) => {
      const argv = [
        'run',
        'jobs.yaml',
        '--precision',
        precision,
        '--workers',
        '1',
        '--quiet',
        '--format',
        'json',
        ...more,
      ]
      return JSON.parse((await runCli(argv, folder)).stdout).seeds.length
    }
    expect(await seedsOf('cost.total=1%')).toBe(10) // the same in every run
    // Poisson: a spread of 1 / √30 = 18 %; half an interval of 5 % takes about (1.96 · 18 / 5)² = 51.
    const seeds = await seedsOf('jobs.submitted=5%')
    expect(seeds).toBeGreaterThan(30)
    expect(seeds).toBeLessThan(85)
    expect(await seedsOf('jobs.submitted=5%', '--max-seeds', '12')).toBe(12)
  })

  test('a metric of a resource that only this scenario has', async () => {
    const gpus = SMALL.replace('memory: 32Gi }', 'memory: 32Gi, nvidia.com/gpu: 4 }')
    writeFileSync(join(folder, 'gpus.yaml'), gpus)
    const metric = 'utilisation.nvidia.com/gpu.requested.mean=1%'
    const argv = ['--precision', metric, '--max-seeds', '2', '--quiet', '--workers', '1']
    expect(await runCli(['run', 'gpus.yaml', ...argv], folder)).toMatchObject({ code: 0 })
    expect(await runCli(['run', 'small.yaml', ...argv], folder)).toMatchObject({ code: 2 })
  })

  test.each([
    [['--seeds', 'x'], '--seeds: "x" is not a whole number'],
    [['--seeds', '1,2', '--seed', '4'], '--seed and a list of --seeds both name seeds'],
    [['--seeds', '1,2', '--precision', 'cost=1%'], '--precision adds seeds, and --seeds lists them all'],
    [['--workers', '0'], '--workers 0 is not between 1 and 256'],
    [['--precision', 'cots=1%'], '--precision: no metric is named "cots"'],
    [['--precision', 'cost=0%'], '--precision: 0% is not between 0% and 100%'],
    [['--precision', 'cost=1'], '--precision: 1 has no unit'],
    [['--precision', 'cost=1%', '--max-seeds', '1'], '--max-seeds 1 is not a whole number between 2 and 10000'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await runCli(['run', 'small.yaml', ...argv], folder)
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 2, first: `simcap: ${message}` })
  })
})
