import type { Run } from './run.ts'

/** Notes a policy's decision together with its reason. */
export function noteDecision(run: Run, actor: string, decision: string, reason: string): void {
  run.decisions.push({ atUs: run.nowUs, actor, decision, reason })
}
