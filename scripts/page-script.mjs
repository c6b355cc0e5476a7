// The script of the report's page as one text, without line ends that a script element could stumble over.
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @returns {string} */
export function pageScript() {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['src/report/page/client/main.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022'],
    charset: 'ascii',
    legalComments: 'none',
    banner: { js: '/* with Chart.js, (c) Chart.js Contributors, MIT License */' },
    logLevel: 'warning',
  })
  return outputFiles[0].text.replaceAll('</script', '<\\/script').trimEnd()
}
