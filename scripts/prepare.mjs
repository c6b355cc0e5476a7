// Runs on `npm install` and `npm ci` in a clone. Without the build tools (--omit=dev) there is nothing to build with,
// and a package from the registry is built already: say so and succeed.
import { execFileSync } from 'node:child_process'

async function hasBuildTools() {
  try {
    await Promise.all([import('esbuild'), import('typescript')])
    return true
  } catch {
    return false
  }
}

if (await hasBuildTools()) {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
} else {
  console.error('simcap: not built, because the build tools were left out (--omit=dev)')
}
