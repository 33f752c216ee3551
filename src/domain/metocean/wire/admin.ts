import { z } from '../../schema.ts'
import { Role } from './contract.ts'

/** GET /usage: what each user asked for on each day (UTC), the newest day first. */
export const UsageList = z.object({
  days: z.array(
    z.object({
      /** As `2026-11-29`. */
      day: z.string(),
      user: z.string(),
      requests: z.number(),
      /** Points × variables. */
      used: z.number(),
    }),
  ),
})
export type UsageList = z.infer<typeof UsageList>

/** GET /audit: who did what, the newest first; `before` the last id of one page asks for the next. */
export const AuditList = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      /** ISO 8601 UTC. */
      at: z.string(),
      user: z.string(),
      action: z.string(),
      /** Whose task, session or entry of the library it was, if not the user's own. */
      of_user: z.string().nullable(),
      task_id: z.string().nullable(),
      task_name: z.string().nullable(),
      /** What of the library it was, in words such as `voyage Rotterdam – Halifax`. Absent from an earlier server. */
      item: z.string().nullish(),
      /** Of the client. */
      address: z.string(),
      request_id: z.string(),
    }),
  ),
})
export type AuditList = z.infer<typeof AuditList>

/** GET /sessions: the browsers that are signed in, the last used first. */
export const SessionList = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      user: z.string(),
      role: Role,
      since: z.string(),
      seen: z.string(),
      address: z.string(),
    }),
  ),
})
export type SessionList = z.infer<typeof SessionList>
