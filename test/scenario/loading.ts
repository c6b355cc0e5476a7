import { readFileSync } from 'node:fs'
import type { Scenario } from '../../src/model/scenario.ts'
import type { ScenarioFiles } from '../../src/scenario/input-files.ts'
import { type LoadOptions, loadScenario } from '../../src/scenario/load-scenario.ts'

/** A small scenario that nothing is wrong with. */
export const SMALL = `apiVersion: simcap/v1
name: small
duration: 1h
cluster:
  nodePools:
    - name: general
      count: 2
      capacity: { cpu: 8, memory: 32Gi }
workloads:
  - name: web
    replicas: 2
    requests: { cpu: 500m, memory: 1Gi }
    service: { load: 100/s, capacityPerReplica: 100/s }
`

/** Files that exist only here. */
export function filesOf(texts: Readonly<Record<string, string>>): ScenarioFiles {
  return {
    readText: (path) => (texts[path] === undefined ? { problem: `there is no file ${path}` } : { text: texts[path] }),
  }
}

type Options = Partial<LoadOptions>

/** The scenario of a text that must be right. */
export function load(text: string, options: Options = {}): Scenario {
  const loaded = loadScenario(text, 'test.yaml', { files: filesOf({}), ...options })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2))
  return loaded.scenario
}

/** What is wrong with a text, as `file:line:column path: message`. */
export function problemsOf(text: string, options: Options = {}): string[] {
  const loaded = loadScenario(text, 'test.yaml', { files: filesOf({}), ...options })
  if ('scenario' in loaded) return []
  return loaded.problems.map(({ file, position, path, message }) => {
    const place = position === null ? '' : `${position.line}:${position.column}`
    return `${file}:${place} ${path}: ${message}`
  })
}

export const SHIPPED = [
  'quickstart',
  'image-recognizer',
  'ecommerce-peak',
  'ai-platform',
  'load-balancer',
  'gpu-inventory',
  'placement',
  'medical-imaging',
  'serverless-inference',
] as const

const ROOT = new URL('../../', import.meta.url)

export function projectText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

export const shippedFiles: ScenarioFiles = { readText: (path) => ({ text: projectText(`scenarios/${path}`) }) }
