import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Real files from public repositories, beside the repository where they exist; several may not be shipped, so none is copied. */
const folder = fileURLToPath(new URL('../../../shared/samples/', import.meta.url))

export const samplesAreThere = existsSync(folder)
export const samplePath = (path: string) => folder + path
export const sample = (path: string) => new Uint8Array(readFileSync(samplePath(path)))
