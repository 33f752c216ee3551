import { deserialize, serialize } from 'node:v8'
import type { Catalogue } from './catalogue.ts'

/** The catalogue as it is handed to threads: shared bytes, read once by each. */
export interface SharedCatalogue {
  readonly version: number
  readonly bytes: SharedArrayBuffer
}

/** What a thread answers: the entries, or a file that turned out to be broken. */
export type Sampled = Uint8Array | { readonly brokenPath: string; readonly problem: string }

let versions = 0

export function shareCatalogue(catalogue: Catalogue): SharedCatalogue {
  const content = serialize(catalogue)
  const bytes = new SharedArrayBuffer(content.length)
  new Uint8Array(bytes).set(content)
  return { version: versions++, bytes }
}

/** The catalogue that was shared. */
export const readShared = ({ bytes }: SharedCatalogue): Catalogue =>
  deserialize(new Uint8Array(bytes).slice()) as Catalogue
