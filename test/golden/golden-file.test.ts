import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ROOT } from '../house/project-files.ts'

test('goldens cannot be accepted in CI', () => {
  const env = { ...process.env, CI: '1', SIMCAP_GOLDEN: 'accept' }
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/golden/scenarios.test.ts']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' })
  expect(status).not.toBe(0)
  expect(stdout + stderr).toContain('goldens are accepted by people')
})
