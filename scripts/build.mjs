// Bundles the entry points into dist/; with --types also the type declarations of the library, which take longer.
// Silent when all is well, so that `npm run bench -- --json` stays one line.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { pageScript } from './page-script.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Name in dist/ and the source that it is made from. */
const ENTRIES = {
  cli: 'src/cli/bin.ts',
  'run-worker': 'src/cli/run-worker.ts',
  index: 'src/index.ts',
  bench: 'bench/run.ts',
  generate: 'scripts/generate.ts',
}

/** Native code, files looked up on disk at run time, and packages that load each other by name: left in node_modules. */
const EXTERNAL = ['@napi-rs/canvas', 'canvas', 'chart.js', 'chartjs-*', '@fontsource/*', 'tinypool']

/** Bundled CommonJS packages call `require` for Node's own modules; an ES module has none. */
const REQUIRE_BANNER = `import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)`

const entryPoints = Object.entries(ENTRIES)
  .map(([out, source]) => ({ out, in: `${root}${source}` }))
  .filter(({ in: source }) => existsSync(source))
if (entryPoints.length < Object.keys(ENTRIES).length) console.error('simcap: some entry points have no source yet')

mkdirSync(`${root}dist`, { recursive: true })
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  // Flat, so that a path relative to import.meta.url means the same in an entry and in a chunk.
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: EXTERNAL,
  define: { SIMCAP_PAGE_SCRIPT: JSON.stringify(pageScript()) },
  banner: { js: REQUIRE_BANNER },
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
}).catch(() => process.exit(1)) // esbuild has said what is wrong

// Chunks of earlier builds go last, so that a command that is running meanwhile still finds its own.
for (const file of readdirSync(`${root}dist`)) {
  if (file.endsWith('.js') && !metafile.outputs[`dist/${file}`]) rmSync(`${root}dist/${file}`)
}
if (process.argv.includes('--types') && existsSync(`${root}${ENTRIES.index}`)) {
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
}
if (existsSync(`${root}dist/cli.js`)) chmodSync(`${root}dist/cli.js`, 0o755)
