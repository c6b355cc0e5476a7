import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from './recording-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'simcap-explain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CROWDED = `apiVersion: simcap/v1
name: crowded
start: 2026-05-04T08:00:00Z
duration: 1h
cluster:
  nodePools:
    - { name: general, count: 2, capacity: { cpu: 2, memory: 8Gi }, pricePerHour: 0.4 }
workloads:
  - name: web
    replicas: 3
    requests: { cpu: 1500m, memory: 1Gi }
    service: { load: 100/s, capacityPerReplica: 100/s }
variants:
  - { name: packed, placement: most-allocated }
  - { name: larger, set: { cluster.nodePools.general.count: 3 } }
`
writeFileSync(join(folder, 'crowded.yaml'), CROWDED)
writeFileSync(join(folder, 'broken.yaml'), CROWDED.replace('duration: 1h', 'duration: 1'))

const explain = (...argv: readonly string[]) => runCli(['explain', 'crowded.yaml', ...argv], folder)

describe('explain', () => {
  test('a pending pod, in words', async () => {
    expect(await explain('--pod', 'web', '--at', '30m')).toEqual({
      code: 0,
      stderr: '',
      stdout: `web-2 has no node at 30m in variant packed; it has waited for 30m.

0/2 nodes are available: 2 Insufficient cpu.
Dropped by NodeResourcesFit: 2 nodes.

Smallest change that lets it in: request 500m cpu instead of 1500m (1 less) → general-0
Also:
  add one node to pool general (0.40 USD/h) → general-2
`,
    })
  })

  test('the same pod in another variant, and as JSON', async () => {
    const { code, stdout } = await explain('--pod', 'web-2', '--variant', 'larger', '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      pod: 'web-2',
      variant: 'larger',
      state: 'placed',
      pending: null,
      placement: { node: 'general-2', feasible: 1 },
    })
  })

  test('an instant is as good as a duration', async () => {
    const { stdout } = await explain('--pod', 'web-2', '--at', '2026-05-04T10:30:00+02:00')
    expect(stdout).toBe((await explain('--pod', 'web-2', '--at', '30m')).stdout)
  })

  test.each([
    [['--at', '30m'], 'say which pod: --pod NAME', 'for instance --pod shop-3, or a workload: --pod shop'],
    [['--pod', 'wbe-1'], 'no workload has a pod "wbe-1"', 'did you mean "web"? all: web'],
    [['--pod', 'web-3'], 'there is no web-3 in this run', 'web has had 3 pods in this run: web-0 to web-2'],
    [['--pod', 'web', '--at', '2h'], 'the run ends at 1h, before 2h', 'ask for an instant in between'],
    [['--pod', 'web', '--at', '90'], '--at: 90 has no unit', 'write 90s, 90m (minutes) or 90h'],
    [
      ['--pod', 'web', '--at', '2026-05-04T08:30'],
      '--at: 2026-05-04T08:30 has no time zone',
      /^write 2026-05-04T08:30Z/,
    ],
    [
      ['--pod', 'web', '--at', '2026-05-04T07:59:00Z'],
      '--at: 2026-05-04T07:59:00Z is before the start',
      'the run starts at 2026-05-04T08:00:00Z',
    ],
    [
      ['--pod', 'web', '--variant', 'large'],
      'no variant is named "large"',
      'did you mean "larger"? all: larger, packed',
    ],
  ])('%j ends with 2 and a way out', async (argv, message, hint) => {
    const { code, stdout, stderr } = await explain(...argv)
    const [first, second] = stderr.split('\n')
    expect({ code, stdout, first }).toEqual({ code: 2, stdout: '', first: `simcap: ${message}` })
    expect(second.trim()).toMatch(hint)
  })

  test('problems of the scenario come first', async () => {
    const { code, stderr } = await runCli(['explain', 'broken.yaml', '--pod', 'web'], folder)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^broken\.yaml:4:11: duration: 1 has no unit\n.*\n1 problem; nothing was run\n$/s)
  })
})
