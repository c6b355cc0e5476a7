import { defineConfig } from 'vitest/config'
import { pageScript } from './scripts/page-script.mjs'

export default defineConfig({
  define: { SIMCAP_PAGE_SCRIPT: JSON.stringify(pageScript()) },
  test: {
    include: ['test/**/*.test.ts'],
    // Inherited by the worker threads that simcap starts: from the sources these are TypeScript too.
    execArgv: ['--import', './test/setup/typescript-in-threads.mjs'],
    // Most of a test's time is the loading of the engine: files share what is loaded, and no test leaves a trace in a module.
    isolate: false,
    restoreMocks: true,
    // By itself vitest leaves one processor free, which is half of a small machine.
    maxWorkers: '100%',
    setupFiles: ['test/setup/fast-check.ts'],
    reporters: ['default', './test/setup/coverage-line.ts'],
    // A zone and a language that nobody here works in: what leans on the machine's own settings fails on every machine.
    env: { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', NO_COLOR: '1' },
    // For a slow, shared machine; a test that is slow by nature says so itself.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // What runs in a browser is tested in one, where coverage does not look.
      exclude: ['src/**/types.ts', 'src/cli/bin.ts', 'src/report/page/client/**'],
      reporter: ['lcovonly', 'json-summary'],
      reportsDirectory: 'coverage',
      // A few points below what the suite reaches: a room without tests falls through, a hard-to-reach line does not.
      thresholds: { lines: 95, functions: 95, statements: 95, branches: 85 },
    },
  },
})
