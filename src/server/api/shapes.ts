import { z } from 'zod'
import { AuditList, SessionList, UsageList } from '#src/domain/metocean/wire/admin.ts'
import { Area } from '#src/domain/areas/area.ts'
import {
  DeskAnswer,
  DeskBeat,
  EntryChange,
  EntryState,
  LibraryEntry,
  LibraryEntryList,
  LibraryVersion,
  NewEntry,
  Outlook,
  VersionList,
  VoyageDocumentBody,
  VoyageHead,
  VoyageHeadList,
} from '#src/domain/library/wire.ts'
import { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import {
  About,
  CancelAnswer,
  ErrorBody,
  MetOceanRequest,
  RequestPoint,
  TaskAccepted,
  TaskHead,
  TaskList,
  TaskRow,
} from '#src/domain/metocean/wire/contract.ts'
import { Ship } from '#src/domain/voyage/ship.ts'
import { Voyage } from '#src/domain/voyage/voyage.ts'

/** One entry of a result. For the description only: 100,000 of them are written as text and read by hand. */
const ResultEntry = z.object({
  coordinates: RequestPoint,
  /** By the names of the fields; null where there is no value. */
  conditions: z.record(z.string(), z.number().nullable()),
})

/** GET /health. */
const ServerHealth = z.object({
  status: z.enum(['ok', 'degraded', 'failing']),
  checks: z.record(z.string(), z.string()),
  /** The longest delay of the server since this was last called. Milliseconds. */
  lag_ms: z.number(),
})

/** The bodies of the API by their names in the description: the very schemas that check them, not copies. */
export const shapes = {
  About,
  CancelAnswer,
  Error: ErrorBody,
  MetOceanRequest,
  RequestPoint,
  ResultEntry,
  ServerHealth,
  TaskAccepted,
  TaskHead,
  TaskList,
  TaskRow,
  UsageList,
  AuditList,
  SessionList,
  VoyageHeadList,
  VoyageHead,
  NewEntry,
  EntryChange,
  EntryState,
  LibraryEntry,
  LibraryEntryList,
  VersionList,
  LibraryVersion,
  VoyageDocument: VoyageDocumentBody,
  Voyage,
  Outlook,
  DeskBeat,
  DeskAnswer,
  Ship,
  LimitProfile,
  Area,
} satisfies Record<string, z.ZodType>
export type ShapeName = keyof typeof shapes
