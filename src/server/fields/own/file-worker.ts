import { move, workerData } from 'piscina'
import { writeEntries } from '../entries.ts'
import type { SampleRequest } from '../values.ts'
import { type KnownFile, knownFile, type ListedFile } from './field-files.ts'
import { FileFields } from './file-fields.ts'
import { readShared, type Sampled, type SharedCatalogue } from './shared-catalogue.ts'
import { FieldFileError } from './formats/raw-file.ts'

const fields = new FileFields((workerData as { cacheBytes: number }).cacheBytes)
let version = -1

/** Reads the headers of one file. */
export const describe = (listed: ListedFile): Promise<KnownFile> => knownFile(listed)

/** UTF-8 text of the entries, handed over without a copy. */
export default async function sampleFiles(job: {
  readonly request: SampleRequest
  readonly shared: SharedCatalogue
}): Promise<Sampled> {
  if (version !== job.shared.version) {
    fields.use(readShared(job.shared))
    version = job.shared.version
  }
  try {
    return move(writeEntries(job.request, await fields.read(job.request))) as Uint8Array
  } catch (error) {
    if (!(error instanceof FieldFileError) || error.path === null) throw error
    return { brokenPath: error.path, problem: error.message }
  }
}
