import { hasPostgres } from '#test/support/postgres.ts'
import { type Goal, measured, type Measured } from './harness.ts'
import {
  cancelMs,
  largeRun,
  manyMs,
  pollRun,
  quantile,
  requestBody,
  submit,
  syncMs,
  type LargeRun,
  type PollRun,
} from './service-load.ts'
import { closePostgres, onPglite, onPostgres, type BenchServer } from './service-servers.ts'

/** A figure of the running service, which is not always a time. */
export interface ServiceFigure extends Goal {
  readonly ofService: true
  readonly needsPostgres: boolean
  readonly value: () => Promise<number>
}

export const canMeasure = ({ needsPostgres }: ServiceFigure): boolean => hasPostgres || !needsPostgres

export const measureService = async (figure: ServiceFigure): Promise<Measured> =>
  measured(figure, await figure.value(), null)

const everyday = requestBody(5_000)
const large = requestBody(100_000)
const middle = requestBody(20_000)

/** One run, shared by several figures. */
export const measuredOnce = <T>(run: () => Promise<T>) => {
  let running: Promise<T> | null = null
  return () => (running ??= run())
}

async function withServer<T>(open: () => Promise<BenchServer>, work: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = await open()
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

/** The median of nine direct requests, after two to warm up. */
const direct = () =>
  withServer(onPglite, async ({ api }) => {
    const times: number[] = []
    for (let run = 0; run < 11; run++) times.push(await syncMs(api, everyday))
    return quantile(times.slice(2), 0.5)
  })

type LargeFigures = LargeRun & { readonly peakMb: number }

/** The middle one of three large runs by time; the peak over all of them. */
const largeOn = (open: () => Promise<BenchServer>) =>
  measuredOnce(() =>
    withServer(open, async ({ api, peakMb }): Promise<LargeFigures> => {
      const runs = [await largeRun(api, large), await largeRun(api, large), await largeRun(api, large)]
      const looksMs = runs.flatMap((run) => run.looksMs)
      return {
        toLastByteMs: quantile(
          runs.map(({ toLastByteMs }) => toLastByteMs),
          0.5,
        ),
        looksMs,
        peakMb: peakMb(),
      }
    }),
  )
const largeOnPglite = largeOn(onPglite)
const largeOnPostgres = largeOn(onPostgres)

/** Five tasks under way that outlast the run, as 200 people would look at them. */
const polled = measuredOnce((): Promise<PollRun> =>
  withServer(
    () => onPglite({ EMBEDDED_TASK_SECONDS: '600' }),
    async ({ api }) => {
      const ids = await Promise.all(Array.from({ length: 5 }, () => submit(api, everyday)))
      await pollRun(api, ids[0]!, { clients: 200, ms: 2_000 })
      return pollRun(api, ids[0]!, { clients: 200, ms: 8_000 })
    },
  ),
)

/** Cancels each of the tasks running at once and a waiting one, several times. */
const cancelled = (open: () => Promise<BenchServer>, running: number) =>
  measuredOnce(() =>
    withServer(open, async ({ api, log }) => {
      const runs: Awaited<ReturnType<typeof cancelMs>>[] = []
      for (let run = 0; run < 4; run++) runs.push(await cancelMs(api, log, running, large))
      return {
        runningMs: Math.max(...runs.flatMap((one) => one.running)),
        waitingMs: Math.max(...runs.map(({ waiting }) => waiting)),
      }
    }),
  )
const loud = { LOG_LEVEL: 'info' }
const cancelledHere = cancelled(() => onPglite(loud), 2)
/** Half of them run on the worker, which is only notified. */
const cancelledFar = cancelled(() => onPostgres(1, loud), 4)

/** Milliseconds for twelve tasks of 20,000 points, by the number of processes that compute. */
const throughput = (processes: number) =>
  measuredOnce(() =>
    withServer(
      () => onPostgres(processes - 1),
      ({ api }) => manyMs(api, 1, middle).then(() => manyMs(api, 12, middle)),
    ),
  )
const byProcesses = { 1: throughput(1), 2: throughput(2), 4: throughput(4) }
const ratioTo1 = (processes: 2 | 4) => async () => (await byProcesses[1]()) / (await byProcesses[processes]())

/** The embedded service with all seven variables, on the built product. */
export const serviceFigures: readonly ServiceFigure[] = [
  { name: 'Direct request of 5,000 points', goal: 400, floor: 800, value: direct },
  {
    name: '100,000 points to the last byte',
    goal: 4_000,
    floor: 8_000,
    value: async () => (await largeOnPglite()).toLastByteMs,
  },
  {
    name: '100,000 points: a look at the task meanwhile, p99',
    goal: 100,
    floor: 250,
    value: async () => quantile((await largeOnPglite()).looksMs, 0.99),
  },
  {
    name: '100,000 points: peak memory on PGlite',
    unit: 'MB' as const,
    goal: 900,
    floor: 1_200,
    value: async () => (await largeOnPglite()).peakMb,
  },
  {
    name: '100,000 points to the last byte on PostgreSQL',
    goal: 4_000,
    floor: 8_000,
    needsPostgres: true,
    value: async () => (await largeOnPostgres()).toLastByteMs,
  },
  {
    name: '100,000 points: peak memory on PostgreSQL',
    unit: 'MB' as const,
    goal: 400,
    floor: 600,
    needsPostgres: true,
    value: async () => (await largeOnPostgres()).peakMb,
  },
  {
    name: '200 clients polling',
    unit: '/s' as const,
    isMoreBetter: true,
    goal: 2_000,
    floor: 1_000,
    value: async () => (await polled()).perSecond,
  },
  {
    name: '200 clients polling, p99',
    goal: 100,
    floor: 250,
    value: async () => quantile((await polled()).looksMs, 0.99),
  },
  {
    name: 'Cancel of a running task until it has stopped, slowest',
    goal: 1_000,
    floor: 1_000,
    value: async () => (await cancelledHere()).runningMs,
  },
  {
    name: 'Cancel of a waiting task, slowest',
    goal: 1_000,
    floor: 1_000,
    value: async () => (await cancelledHere()).waitingMs,
  },
  {
    name: 'Cancel until it has stopped, on PostgreSQL and half of it on a worker, slowest',
    goal: 1_000,
    floor: 1_000,
    needsPostgres: true,
    value: async () => (await cancelledFar()).runningMs,
  },
  // More processes than cores can only share them: here the cores are the limit, not the queue or the database.
  {
    name: 'Throughput of 2 processes on PostgreSQL, to 1',
    unit: '×' as const,
    isMoreBetter: true,
    goal: 1,
    floor: 0.7,
    needsPostgres: true,
    value: ratioTo1(2),
  },
  {
    name: 'Throughput of 4 processes on PostgreSQL, to 1',
    unit: '×' as const,
    isMoreBetter: true,
    goal: 1,
    floor: 0.7,
    needsPostgres: true,
    value: ratioTo1(4),
  },
].map((figure) => ({ issue: 7, ofService: true, needsPostgres: false, ...figure }))

export const closeService = closePostgres
