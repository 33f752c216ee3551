import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { FieldFileError } from './formats/raw-file.ts'
import { openFieldFile } from './formats/open-field-file.ts'
import { type RunTime, runTimeOf } from './run-time.ts'
import { type Understanding, understand } from './understand.ts'
import { zarrMarks } from './formats/zarr.ts'

/** A file or Zarr folder as it lies on the disk; `changed` is another text once its content has changed. */
export interface ListedFile {
  readonly path: string
  /** Below the folder of fields. */
  readonly name: string
  readonly isFolder: boolean
  readonly changedMs: number
  readonly changed: string
}

/** What is known of a file; `problem` says why nothing of it can be used. */
export interface KnownFile extends ListedFile, Understanding {
  readonly run: RunTime | null
  readonly problem: string | null
}

/** Folders within folders, as data services lay them out. */
const DEEPEST = 6

/** All files and Zarr folders below a folder, which may be a Zarr store or a single file itself; by name. */
export async function listFieldFiles(root: string): Promise<ListedFile[]> {
  const found: ListedFile[] = []
  const info = await stat(root)
  if (!info.isDirectory()) return [listedFile(root, basename(root), info)]
  await walk(root, root, DEEPEST, found)
  return found.sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function walk(root: string, folder: string, depth: number, found: ListedFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  const mark = zarrMarks.find((name) => entries.some((entry) => entry.name === name))
  if (mark) return void found.push(await listedStore(root, folder))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    // One may vanish between listing and looking, as temporary files of downloads do.
    const info = await stat(path).catch(() => null)
    if (info?.isDirectory() && depth > 0) await walk(root, path, depth - 1, found)
    else if (info?.isFile()) found.push(listedFile(path, relative(root, path), info))
  }
}

const listedFile = (path: string, name: string, info: { mtimeMs: number; size: number; ino: number }): ListedFile => ({
  path,
  name,
  isFolder: false,
  changedMs: info.mtimeMs,
  changed: `${info.mtimeMs} ${info.size} ${info.ino}`,
})

/** A store changes with its metadata and with the folders of its arrays, where new chunks appear. */
async function listedStore(root: string, folder: string): Promise<ListedFile> {
  const entries = await readdir(folder, { withFileTypes: true })
  const infos = await Promise.all(entries.map(({ name }) => stat(join(folder, name)).catch(() => null)))
  const marks = infos.flatMap((info) => (info ? [info.mtimeMs] : []))
  const changedMs = Math.max(...marks)
  const name = relative(root, folder) || basename(folder)
  return { path: folder, name, isFolder: true, changedMs, changed: `${changedMs} ${marks.length}` }
}

/** Reads the headers of one file. Never rejects: what is wrong with it is in `problem`. */
export async function knownFile(listed: ListedFile): Promise<KnownFile> {
  const nothing = { ...listed, variables: [], leftOut: [], run: null }
  try {
    const file = await openFieldFile(listed.path, listed.isFolder)
    try {
      const { variables, leftOut } = await understand(file)
      const referenceMs = variables.find((one) => one.referenceMs !== null)?.referenceMs ?? null
      const run = runTimeOf(file.attributes, basename(listed.path), listed.changedMs, referenceMs)
      const problem = variables.length > 0 ? null : (leftOut[0] ?? 'it holds no field that Fairway knows')
      return { ...listed, variables, leftOut, run, problem }
    } finally {
      file.close()
    }
  } catch (error) {
    return { ...nothing, problem: problemOf(error) }
  }
}

const problemOf = (error: unknown): string =>
  error instanceof FieldFileError
    ? error.message
    : `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'damaged'})`
