export type Manifest = Readonly<Record<string, { file: string; imports?: readonly string[]; css?: readonly string[] }>>
export interface Row {
  readonly what: string
  readonly kB: number
  readonly goal: number | null
  readonly floor: number | null
}
export function budget(manifest: Manifest, sizes: ReadonlyMap<string, number>): Row[]
export function holds(row: Row): boolean
export function budgetTable(rows: readonly Row[]): string
