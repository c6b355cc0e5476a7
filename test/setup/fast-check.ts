import fc from 'fast-check'

/**
 * Every property test draws from one fixed seed, so that a failure is the same on every machine; fast-check prints it with the
 * counterexample. SIMCAP_TEST_SEED explores other draws.
 */
fc.configureGlobal({ seed: Number(process.env.SIMCAP_TEST_SEED ?? 20261111) })
