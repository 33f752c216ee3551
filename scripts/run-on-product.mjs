// Builds the product and runs a TypeScript program on it, with a browser available.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'

function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  return status ?? 1
}

/** Sets the exit code: the build's if it fails, else the program's. @param program its path from the root */
export function runOnProduct(program, args) {
  try {
    process.exitCode =
      run([join('scripts', 'build.mjs')]) ||
      run(['--import', 'tsx', program, ...args], { CHROMIUM_PATH: findBrowser() })
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
