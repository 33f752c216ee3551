import { Piscina } from 'piscina'
import type { FastifyBaseLogger } from 'fastify'
import { workerEntry } from '../../worker-entry.ts'
import { type FieldReading, samplingThreads, type Sampler } from '../sampler.ts'
import { type Catalogue, catalogueOf } from './catalogue.ts'
import { type Sampled, type SharedCatalogue, shareCatalogue } from './shared-catalogue.ts'
import { aboutFields, type LayerOrigin, originsOf, sourceWords, windowOf } from './catalogue-words.ts'
import { type KnownFile, type ListedFile, listFieldFiles } from './field-files.ts'
import type { SampleRequest } from '../values.ts'
import { FieldFileError } from './formats/raw-file.ts'

interface OwnFieldsOptions {
  /** `FIELDS_DIR`. */
  readonly root: string
  /** Memory for blocks of all threads together. */
  readonly cacheBytes: number
  readonly threads?: number
  readonly nowMs: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  /** How often the folder is looked at. Milliseconds. */
  readonly lookMs?: number
}

/** A sampler of files, which can also be told to look for new ones at once. */
export interface OwnFields extends Sampler {
  refresh(): Promise<void>
}

const LOOK_MS = 20_000

interface Snapshot {
  readonly catalogue: Catalogue
  readonly origins: readonly LayerOrigin[]
  readonly shared: SharedCatalogue
}

function snapshotOf(files: readonly KnownFile[]): Snapshot {
  const catalogue = catalogueOf(files)
  return { catalogue, origins: originsOf(catalogue), shared: shareCatalogue(catalogue) }
}

/**
 * Reads the headers of all files below a folder, and answers from them. Files that come, change and go are noticed.
 * @throws FieldFileError where the folder cannot be read
 */
export async function openOwnFields(options: OwnFieldsOptions): Promise<OwnFields> {
  const { root, cacheBytes, nowMs, log, threads = samplingThreads() } = options
  const { url, execArgv } = workerEntry('file-worker', import.meta.url)
  const workerData = { cacheBytes: cacheBytes / threads }
  const pool = new Piscina({ filename: url.href, execArgv, minThreads: threads, maxThreads: threads, workerData })
  let known = new Map<string, KnownFile>()
  let snapshot = snapshotOf([])

  const look = async () => {
    const listed = await listFieldFiles(root).catch((error: NodeJS.ErrnoException) => {
      throw new FieldFileError(`FIELDS_DIR cannot be read (${error.code ?? 'unreadable'}): ${root}`, root, error)
    })
    const isNew = (file: ListedFile) => known.get(file.path)?.changed !== file.changed
    const isSame = listed.length === known.size && !listed.some(isNew)
    if (isSame) return
    const files = await Promise.all(
      listed.map(async (file) => {
        if (!isNew(file)) return known.get(file.path) as KnownFile
        const described = (await pool.run(file, { name: 'describe' })) as KnownFile
        tell(described)
        return described
      }),
    )
    known = new Map(files.map((file) => [file.path, file]))
    snapshot = snapshotOf(files)
    log.info({ files: files.length, fields: snapshot.origins.length }, 'own fields were read')
  }
  const tell = ({ name, problem, leftOut }: KnownFile) => {
    if (problem !== null) log.warn({ file: name }, `a file of FIELDS_DIR is left out: ${problem}`)
    else if (leftOut.length > 0) log.warn({ file: name }, `of a file of FIELDS_DIR is left out: ${leftOut.join('; ')}`)
  }
  const leaveOut = (path: string, problem: string) => {
    const file = known.get(path)
    if (!file || file.problem !== null) return
    const broken = { ...file, variables: [], problem }
    tell(broken)
    known.set(path, broken)
    snapshot = snapshotOf([...known.values()])
  }

  // One look at a time.
  let looking = Promise.resolve()
  const refresh = () => (looking = looking.catch(() => undefined).then(look))
  try {
    await refresh()
  } catch (error) {
    await pool.destroy()
    throw error
  }
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.warn({ err: error }, 'looking at FIELDS_DIR failed'))
  }, options.lookMs ?? LOOK_MS)
  timer.unref()

  const sampleFrom = async (shared: () => SharedCatalogue, request: SampleRequest, signal?: AbortSignal) => {
    for (;;) {
      const [lat, lon, timeMs] = [request.lat.slice(), request.lon.slice(), request.timeMs.slice()]
      const job = { request: { ...request, lat, lon, timeMs }, shared: shared() }
      const transferList = [lat.buffer, lon.buffer, timeMs.buffer]
      const sampled = (await pool.run(job, { signal, transferList })) as Sampled
      if (!('brokenPath' in sampled)) return sampled
      // Without it there is one file less: this ends.
      leaveOut(sampled.brokenPath, sampled.problem)
      if (shared().version === job.shared.version) throw new FieldFileError(sampled.problem, sampled.brokenPath)
    }
  }
  return {
    get source() {
      return sourceWords(snapshot.origins, null)
    },
    synthetic: false,
    get window() {
      return windowOf(snapshot.origins, nowMs())
    },
    get fields() {
      return aboutFields(snapshot.origins)
    },
    sample: (request, signal) => sampleFrom(() => snapshot.shared, request, signal),
    reading(asked): FieldReading {
      let own = snapshot
      // Where a file breaks, goes or is overwritten on the way, the rest comes from what there is then.
      const present = () => {
        const isHere = ({ path, changed, problem }: KnownFile) => {
          const now = known.get(path)
          return problem !== null || (now?.changed === changed && now.problem === null)
        }
        if (!own.catalogue.files.every(isHere)) own = snapshot
        return own.shared
      }
      return {
        get source() {
          return sourceWords(own.origins, asked)
        },
        synthetic: false,
        sample: (request, signal) => sampleFrom(present, request, signal),
      }
    },
    refresh,
    async close() {
      clearInterval(timer)
      await looking.catch(() => undefined)
      await pool.destroy()
    },
  }
}
