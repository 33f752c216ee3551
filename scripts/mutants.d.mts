interface Place {
  readonly line: number
  readonly column: number
}
/** The end is exclusive. Lines and columns count from 0 for a mutant still to be tried, from 1 for a tried one. */
export interface Location {
  readonly start: Place
  readonly end: Place
}
export interface Mutant {
  /** From the root. */
  readonly fileName: string
  readonly location: Location
  readonly mutatorName: string
  readonly replacement: string
}
export interface TriedMutant extends Mutant {
  /** As Stryker names it. */
  readonly status: string
}
export interface Count {
  readonly killed: number
  readonly survived: number
}
export interface Tally {
  /** By folder, for those in which any mutant was judged. */
  readonly folders: ReadonlyMap<string, Count>
  readonly all: Count
}
export const bounds: { readonly goal: number; readonly floor: number }
export function mutatedFiles(paths: readonly string[], isFolder: (path: string) => boolean): string[]
export function sampleOf<M extends Mutant>(mutants: readonly M[], size: number, seed: number): M[]
export function tally(tried: readonly TriedMutant[]): Tally
export function scoreOf(count: Count): number | null
export function holds(all: Count): boolean
export function tallyTable(given: Tally): string
export function survivorLines(tried: readonly TriedMutant[], textOf: (fileName: string) => string): string[]
