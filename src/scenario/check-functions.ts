import { mean } from '../base/distribution.ts'
import { formatDuration } from '../base/time.ts'
import { serviceTimeFindings } from './check-services.ts'
import { type Finding, finding } from './finding.ts'
import type { Path } from './path.ts'
import type { WorkloadDocument } from './workload-schema.ts'

/** What one field alone cannot tell of a function. */
export function checkFunction(path: Path, { function: said, replicas }: WorkloadDocument): Finding[] {
  if (said === undefined) return []
  const where = [...path, 'function']
  const findings = serviceTimeFindings([...where, 'serviceTime'], said.serviceTime)
  if (said.maxInstances < said.provisioned) {
    const message = `${said.maxInstances} instances at most are fewer than the ${said.provisioned} that are provisioned`
    findings.push(finding([...where, 'maxInstances'], message, `write ${said.provisioned} or more`))
  }
  if (replicas !== undefined) {
    const hint = 'write `provisioned` in `function`'
    findings.push({ ...finding([...path, 'replicas'], 'a function has no replicas', hint), at: 'key' })
  }
  return findings
}

/** The text of a note when nobody waits for an instance to start; null: they do. */
export function shortFunctionTimeout({ function: said, name }: WorkloadDocument): string | null {
  if (said?.coldStart === undefined || said.timeout >= mean(said.coldStart)) return null
  return `the timeout of ${name}, ${formatDuration(said.timeout)}, is shorter than its mean cold start`
}
