import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildServer } from '../../scripts/build.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs that tests start: compiled once, as compiling took half of each start. */
    builtPrograms: string
  }
}

/** Builds them before any test, from the sources as they are now. */
export default async function buildPrograms(project: TestProject): Promise<() => void> {
  // Inside node_modules, where the packages they import are found.
  const cache = resolve('node_modules', '.cache', 'fairway')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'programs-'))
  chmodSync(folder, 0o755) // a test runs them as another user
  await buildServer(folder, {
    'mortal-gateway': 'test/server/support/mortal-gateway.ts',
    'mailing-server': 'test/server/support/mailing-server.ts',
  })
  project.provide('builtPrograms', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
