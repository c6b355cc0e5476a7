import { describe, expect, it } from 'vitest'
import { readTextFile } from '../../src/cli/read-text-file.ts'
import { readRequestTrace } from '../../src/load/request-trace.ts'
import { serviceTimesUs } from '../../src/model/token-time.ts'
import { simulate } from '../../src/simulate.ts'
import { filesOf, load } from '../scenario/loading.ts'
import { dataFile } from './trace-data.ts'

const LLM = 'load/AzureLLMInferenceTrace_code.csv.gz'
const read = readTextFile(dataFile(LLM), LLM, 512 * 1024 * 1024)
const text = 'problem' in read ? null : read.text
if (text === null) console.log(`skipped ${LLM}: set SIMCAP_DATA to the folder that holds it`)

const scenarioText = (fidelity: string) => `apiVersion: simcap/v1
name: language-model
duration: 2h
cluster:
  nodePools: [{ name: gpu, count: 1, capacity: { cpu: 64, memory: 256Gi } }]
workloads:
  - name: model
    replicas: 40
    requests: { cpu: 1, memory: 1Gi }
    service:
      load: { request-trace: { file: trace.csv } }
      tokenTime: { base: 50ms, context: 0.2ms, generated: 20ms }
      fidelity: ${fidelity}
      timeout: 60s
`

describe.skipIf(text === null)('the requests of a language model as load', () => {
  const { trace, notes } = readRequestTrace('trace.csv', text ?? '')
  const count = trace?.atUs.length ?? 0
  const work = trace === null ? [] : [...serviceTimesUs(trace, { baseUs: 5e4, contextUs: 200, generatedUs: 2e4 })]
  const workSeconds = work.reduce((sum, us) => sum + us, 0) / 1e6

  it.each(['requests', 'fluid'])('%s: all of them come, and take what their tokens take', (fidelity) => {
    const scenario = load(scenarioText(fidelity), { files: filesOf({ 'trace.csv': text ?? '' }) })
    const { services } = simulate(scenario, scenario.variants[0])
    const { summary } = services[0]
    const figure = (name: string) => summary[name] ?? Number.NaN
    expect(figure('requests.total')).toBeCloseTo(count, 6)
    expect(figure('requests.served') + figure('requests.lost')).toBeCloseTo(count, 6)
    if (figure('requests.lost') === 0) {
      expect(figure('utilisation.service.mean') / (workSeconds / (40 * 7200))).toBeCloseTo(1, 9)
      expect(figure('latency.mean') - figure('requests.waitSecondsMean')).toBeCloseTo(workSeconds / count, 9)
    }
    expect(scenario.notes.filter(({ about }) => about.startsWith('trace.csv:'))).toEqual(notes)
    console.log(
      `${LLM}: ${fidelity}: ${count} requests of ${(workSeconds / count).toFixed(3)} s, lost ${figure('requests.lost')}, mean wait ${figure('requests.waitSecondsMean').toFixed(4)} s; ${notes.map((note) => note.text).join('; ') || 'nothing odd'}`,
    )
  })
})
