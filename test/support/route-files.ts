import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AppError } from '#src/domain/errors.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'

export const fixture = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`../fixtures/routes/${name}`, import.meta.url))))
export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const read = (name: string) => readRouteFile(fixture(name), name)
export const readText = (text: string, name = 'file') => readRouteFile(bytesOf(text), name)

/** The error that a piece of work throws. */
export function refusal(work: () => unknown): { code: string; detail: string } {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, detail: error.detail }
    throw error
  }
  throw new Error('it was read')
}
