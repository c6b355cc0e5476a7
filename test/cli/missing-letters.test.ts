import { expect, test } from 'vitest'
import { warnOfMissingLetters } from '../../src/cli/missing-letters.ts'
import { sampleResults } from '../report/sample-results.ts'
import { recordingTerminal } from './recording-terminal.ts'

test.each([
  ['a Chinese page', 'zh', {}, false, true],
  ['a Chinese page where there are letters', 'zh', {}, true, false],
  ['nothing Chinese', 'en', {}, false, false],
  ['a variant', 'en', { variants: ['静态', 'b'] }, false, true],
  ['a service', 'en', { services: ['结算'] }, false, true],
  ['a job', 'en', { jobs: ['对账'] }, false, true],
] as const)('%s', (_what, language, options, hasLetters, warns) => {
  const terminal = recordingTerminal('.')
  expect(warnOfMissingLetters(sampleResults(options), language, terminal, () => hasLetters)).toBe(warns)
  expect(terminal.said.stderr !== '').toBe(warns)
})
