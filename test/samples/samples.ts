import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Real files from public repositories, beside the project if they exist; some may not be shipped: none is copied. */
const folder = fileURLToPath(new URL('../../../shared/samples/', import.meta.url))

export const samplesAreThere = existsSync(folder)
export const samplePath = (path: string) => folder + path
export const sample = (path: string) => new Uint8Array(readFileSync(samplePath(path)))
