import type { Shortcut } from './shortcut.ts'

/** What keys do in one part of the screen, for the list of shortcuts. */
export interface KeyHelp {
  readonly does: string
  /** Any of them does it. */
  readonly keys: readonly Shortcut[]
}
