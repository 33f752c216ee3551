import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Programs that run as processes of their own, by the name they are built under. */
export type Program = 'server' | 'worker' | 'mortal-gateway' | 'mailing-server'

/** The header that Fairway's own page sends with every call. */
export const asPage = { headers: { 'x-fairway': '1' } } as const

export interface ChildServer {
  readonly process: ChildProcess
  /** `http://127.0.0.1:<port>/api`; a worker has none */
  readonly api: string
  /** Everything it has written. */
  readonly output: () => string
  /** The exit code, or the signal it died of. */
  readonly ended: Promise<number | string>
  /** Sends the signal and waits for the end. @returns the exit code, or the signal it died of */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string>
}

/** Whose rights a process has, by number; root alone can give it others than its own. */
interface Rights {
  readonly uid: number
  readonly gid: number
}

/**
 * The whole server as a process of its own, on a free port of loopback, ready when this resolves.
 */
export async function startChild(
  environment: Record<string, string>,
  program: Program = 'server',
  rights?: Rights,
): Promise<ChildServer> {
  const { child, output } = spawnServer(environment, program, rights)
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', () => {
      const ready = /Fairway (?:is ready at (\S+)|worker is ready)/.exec(output.text)
      if (ready) resolve(ready[1] ?? '')
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output.text}`)))
  })
  const ended = once(child, 'exit').then(
    ([code, killedBy]: (number | string | null)[]) => code ?? killedBy ?? 'unknown',
  )
  return {
    process: child,
    api: `${address}/api`,
    output: () => output.text,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** A server that is expected to refuse. @returns its exit code and everything it wrote */
export async function startRefused(
  environment: Record<string, string>,
  program?: Program,
  rights?: Rights,
): Promise<{ code: number | null; text: string }> {
  const { child, output } = spawnServer(environment, program, rights)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text: output.text }
}

function spawnServer(
  environment: Record<string, string>,
  program: Program = 'server',
  rights?: Rights,
): { child: ChildProcess; output: { text: string } } {
  // The database is compiled once, quickly; optimised code pays only in a server that runs for long.
  const child = spawn(process.execPath, ['--liftoff-only', join(inject('builtPrograms'), `${program}.mjs`)], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...rights,
  })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output.text += data.toString()))
  return { child, output }
}
