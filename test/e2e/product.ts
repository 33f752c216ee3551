import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import makeTemplate, { makeDataFolder } from '#test/support/data-folder.ts'

/** The built product, running as a user would run it. */
export interface Product {
  readonly url: string
  /** Ends the process like a crash; the data stay for a `start` with the same folder. */
  readonly kill: () => Promise<void>
  /** Ends the process and removes its data. */
  readonly stop: () => Promise<void>
  readonly dataDir: string
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

/**
 * Starts the built server on a free port and waits for its ready line.
 * @param settings environment variables of the product
 * @param dataDir an empty folder for a first start, or that of an earlier product; left out: with an empty database
 */
export async function startProduct(settings: Record<string, string> = {}, dataDir?: string): Promise<Product> {
  if (dataDir === undefined) await makeTemplate()
  const folder = dataDir ?? makeDataFolder('product')
  // The database is compiled once, quickly; optimised code pays only in a server that runs for long.
  const child = spawn(process.execPath, ['--liftoff-only', join('dist', 'server.mjs')], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready.`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^Fairway is ready at (\S+)$/.exec(line)
      if (ready) resolve(ready[1]!)
    })
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended(child)
  }
  return {
    url,
    dataDir: folder,
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
