import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from '#test/server/support/embedded.ts'
import { hasPostgres, type PostgresServer, startPostgres } from '#test/support/postgres.ts'

/** A server of the built product, and workers beside it. */
export interface BenchServer {
  /** `http://127.0.0.1:<port>/api` */
  readonly api: string
  /** The server's peak memory since it was ready; making a new database takes more, once. MB, as in 10⁶ bytes. */
  readonly peakMb: () => number
  /** The server's memory at present. MB, as above. */
  readonly memoryMb: () => number
  /** Restarts the peak at the present memory. */
  readonly forgetPeak: () => void
  /** What the server and its workers have logged. */
  readonly log: () => string
  readonly stop: () => Promise<void>
  /** Asks the server to end. @returns its exit code */
  readonly terminate: () => Promise<number | null>
}

interface Started {
  readonly child: ChildProcess
  readonly address: string
  /** All it has written. */
  readonly output: () => string
}

async function started(program: string, settings: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [join('dist', program)], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString()
      const ready = /Fairway (?:is ready at (\S+)|worker is ready)/.exec(text)
      if (ready) resolve(ready[1] ?? '')
    })
    child.once('exit', () => reject(new Error(`${program} ended before it was ready`)))
  })
  forgetPeak(child)
  return { child, address, output: () => text }
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  const ended = once(child, 'exit') as Promise<[number | null]>
  child.kill(signal)
  return (await ended)[0]
}

/** Restarts the peak at the present use; see proc(5), clear_refs. */
const forgetPeak = ({ pid }: ChildProcess) => writeFileSync(`/proc/${pid}/clear_refs`, '5')

/** From the system's own account; Linux only. */
function memoryOf(child: ChildProcess): Pick<BenchServer, 'peakMb' | 'memoryMb' | 'forgetPeak'> {
  const megabytes = (name: string) => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024) / 1e6
  }
  return {
    peakMb: () => megabytes('VmHWM'),
    memoryMb: () => megabytes('VmRSS'),
    forgetPeak: () => forgetPeak(child),
  }
}

/** On the embedded database, in a folder of its own. */
export async function onPglite(settings: Record<string, string> = {}): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-bench-'))
  const { child, address, output } = await started('server.mjs', { DATA_DIR: folder, ...settings })
  return {
    api: `${address}/api`,
    ...memoryOf(child),
    log: output,
    terminate: () => end(child, 'SIGTERM'),
    stop: async () => {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let postgres: Promise<PostgresServer> | null = null

/**
 * On PostgreSQL, with a number of workers beside the server, which computes too.
 * @throws where PostgreSQL is not installed
 */
export async function onPostgres(workers = 0, settings: Record<string, string> = {}): Promise<BenchServer> {
  if (!hasPostgres) throw new Error('NOT RUN: PostgreSQL is not installed.')
  const { url, drop } = await createDatabase((await (postgres ??= startPostgres())).url)
  const [server, ...others] = await Promise.all(
    ['server.mjs', ...Array.from({ length: workers }, () => 'worker.mjs')].map((program) =>
      started(program, { DATABASE_URL: url, ...settings }),
    ),
  )
  return {
    api: `${server!.address}/api`,
    ...memoryOf(server!.child),
    log: () => [server!, ...others].map(({ output }) => output()).join(''),
    terminate: () => end(server!.child, 'SIGTERM'),
    stop: async () => {
      await Promise.all([server!, ...others].map(({ child }) => end(child)))
      await drop()
    },
  }
}

/** Ends what was started once for all figures. */
export async function closePostgres(): Promise<void> {
  await (await postgres)?.close()
  postgres = null
}
