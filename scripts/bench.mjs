// `npm run bench [words]`: builds the product, then measures it. Words take the figures whose suite or name has them.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'

function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status ?? 1
}

try {
  process.exitCode = run([join('scripts', 'build.mjs')]) || run(['--import', 'tsx', join('test', 'bench', 'run.ts'), ...process.argv.slice(2)], { CHROMIUM_PATH: findBrowser() })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
