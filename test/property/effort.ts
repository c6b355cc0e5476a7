/**
 * How often a property is tried whose every trial takes a whole simulation. SIMCAP_TEST_EFFORT=10 tries ten times as often, for a
 * night's run.
 */
export function runs(usual: number): number {
  return Math.ceil(usual * Number(process.env.SIMCAP_TEST_EFFORT ?? 1))
}
