import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { libraryKinds } from '#src/domain/library/entries.ts'
import type { Visibility } from '../auth/user.ts'
import type { Database } from '../db/database.ts'
import { LibraryEntries } from './entries.ts'
import { registerEntries, registerEntryList } from './entry-routes.ts'
import { Upkeep } from './upkeep.ts'
import { registerVoyages } from './voyage-routes.ts'

export interface LibraryOptions {
  readonly db: Database
  /** `own`: the voyages of others are there for administrators only. */
  readonly visibility: Visibility
  readonly nowMs: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>
}

/** The team's voyages, ships, limit profiles and areas. */
export interface Library {
  /** Registers its calls; `app` has the prefix `/api`. Upkeep ends when the app closes. */
  register(app: FastifyInstance): void
}

export function openLibrary(options: LibraryOptions): Library {
  const upkeep = new Upkeep(options)
  const onWritten = (bytes: number) => upkeep.written(bytes)
  const kinds = libraryKinds.map((kind) => new LibraryEntries(kind, { ...options, onWritten }))
  return {
    register(app) {
      for (const entries of kinds) {
        registerEntries(app, entries)
        if (entries.kind === 'voyage') registerVoyages(app, entries, options)
        else registerEntryList(app, entries)
      }
      upkeep.start(kinds)
      app.addHook('onClose', () => upkeep.stop())
    },
  }
}
