import { z } from '../../schema.ts'
import { MAX_POINTS } from '../../route/route.ts'
import { variables, WIND_HEIGHT } from '../layers/variables.ts'
import { readWireTime } from './wire-time.ts'

/** Bounds of bodies and counts that both sides keep. Bytes, points. */
export const bounds = {
  points: MAX_POINTS,
  requestBytes: 32 * 1024 * 1024,
  otherBytes: 1024 * 1024,
  resultBytes: 128 * 1024 * 1024,
  /** What the API recommends for a request of either kind. */
  recommendedSyncPoints: 5_000,
  recommendedAsyncPoints: 100_000,
} as const

/** ISO 8601 in UTC: with Z, as the contract has it (`2024-05-23T00:00:00Z`), or with an offset, as some tools do. */
const Timestamp = z.iso.datetime({ offset: true })

export const RequestPoint = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  timestamp: Timestamp,
})
export type RequestPoint = z.infer<typeof RequestPoint>

/** An optional member may also be null, as scripts write it; inside, both mean "not given". */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)

/** Body of POST /MetOcean and /MetOcean/async. */
export const MetOceanRequest = z.strictObject({
  points: z.array(RequestPoint).min(1).max(bounds.points),
  variables: z
    .array(z.enum(variables))
    .min(1)
    .refine((list) => new Set(list).size === list.length),
  wind_height: optional(z.number().min(WIND_HEIGHT.min).max(WIND_HEIGHT.max)),
  /** PostgreSQL has no text with NUL. */
  task_name: optional(
    z
      .string()
      .max(200)
      .refine((name) => !name.includes('\0')),
  ),
  receive_mail: optional(z.boolean()),
  // The length first: matching a form against megabytes would exhaust the stack.
  email: optional(z.string().max(254, { abort: true }).check(z.email())),
})
export type MetOceanRequest = z.infer<typeof MetOceanRequest>

/** Answer of POST /MetOcean/async. */
export const TaskAccepted = z.object({ task_id: z.string().min(1) })

/** The words documented for a status; any other word is kept and read by `isFinalStatus`. */
export type TaskStatus = 'PENDING' | 'SUCCESS' | 'FAILURE' | (string & {})

/** True when a task will not change any more. Undocumented words are final if they read so (REVOKED, CANCELLED). */
export function isFinalStatus(status: TaskStatus): boolean {
  return /^(SUCCESS|FAILURE)$|cancel|revok/i.test(status)
}

/**
 * One row of the lists. Words as the service sends them: durations are text (`duration-words.ts`), the call time has
 * no zone and is taken as UTC, an unknown status is kept.
 */
export const TaskRow = z.object({
  task_id: z.string().min(1),
  status: z.string(),
  API_call_time: z.string().nullish(),
  task_name: z.string().nullish(),
  nbr_points: z.number().nullish(),
  variables: z.array(z.string()).nullish(),
  estimated_time: z.string().nullish(),
  time_left: z.string().nullish(),
  /** Fairway's own: why mail about the task was given up. */
  mail_error: z.string().nullish(),
  /** Fairway's own: the user who sent it through this server; null for a task from elsewhere. */
  submitted_by: z.string().nullish(),
})
export type TaskRow = z.infer<typeof TaskRow>

/** The members beside the tasks of a list, which tell a list from another body. */
const listHead = ['username', 'user_id', 'email', 'tasks_count'] as const

/**
 * A list's tasks as they came. A service without any may say null, or leave them out of what is otherwise a list; a
 * list that counts tasks but names none is refused.
 * @returns undefined where the body is no list
 */
export function tasksOfList(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  const { tasks, tasks_count: count = 0 } = body as { tasks?: unknown; tasks_count?: unknown }
  if (tasks !== null && tasks !== undefined) return tasks
  const isList = tasks === null || listHead.some((name) => Object.hasOwn(body, name))
  return isList && (count === 0 || count === null) ? [] : undefined
}

/** GET /user/tasks, /user/tasks/PENDING, /user/tasks/SUCCESS. */
export const TaskList = z.preprocess(
  (body) => (typeof body === 'object' && body !== null ? { ...body, tasks: tasksOfList(body) } : body),
  z.object({
    username: z.string().nullish(),
    user_id: z.union([z.number(), z.string()]).nullish(),
    email: z.string().nullish(),
    tasks_count: z.number().nullish(),
    tasks: z.array(TaskRow),
  }),
)
export type TaskList = z.infer<typeof TaskList>

/** GET /task/{id} without its result, which is read in a worker as columns and never by zod. */
export const TaskHead = z.object({
  task_id: z.string(),
  status: z.string(),
  error: z.unknown().optional(),
})
export type TaskHead = z.infer<typeof TaskHead>

/** POST /cancel_task/{id}. */
export const CancelAnswer = z.object({ task_id: z.string(), status: z.string() })

/** Every error body of Fairway's own server. `detail` is a sentence, or one entry per wrong field. */
export const ErrorBody = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() })),
  ]),
  code: z.string().optional(),
  request_id: z.string().optional(),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** What a user may do: a viewer sees, an operator also sends and cancels their own tasks, an admin cancels any. */
export const Role = z.enum(['viewer', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

/** How users sign in; `none`: whoever reaches the server, on this machine only, has an admin's rights. */
export const AuthMode = z.enum(['none', 'token', 'proxy', 'oidc'])
export type AuthMode = z.infer<typeof AuthMode>

/** GET /about without a session. */
export const AboutSignedOut = z.object({
  mode: z.enum(['embedded', 'gateway']),
  auth: AuthMode,
})
export type AboutSignedOut = z.infer<typeof AboutSignedOut>

/** POST /auth/sign-out: `next` is where the identity provider ends its own session, if it can; null: nothing is left. */
export const SignOutAnswer = z.object({ next: z.string().nullable() })
export type SignOutAnswer = z.infer<typeof SignOutAnswer>

/**
 * Why a sign-in at the identity provider led to nothing: the page `/sign-in?refused=…` says it in words. `no-role`: the
 * user has no role in Fairway; `denied`: the provider did not let them in; `expired`: it took over ten minutes, or was
 * begun in another browser; `failed`: the provider's answer is not to be trusted; `unavailable`: it does not answer.
 */
export const SignInRefusal = z.enum(['no-role', 'denied', 'expired', 'failed', 'unavailable'])
export type SignInRefusal = z.infer<typeof SignInRefusal>

/** Points × variables asked for since 00:00Z, and how many there may be; null: no cap. */
const Usage = z.object({
  used: z.number(),
  cap: z.number().nullable(),
  userUsed: z.number(),
  userCap: z.number().nullable(),
  /** When both begin again, ISO 8601 UTC. */
  resetsAt: z.string(),
})

/** GET /about: who answers, and what it allows. */
export const About = z.object({
  mode: z.enum(['embedded', 'gateway']),
  /** Where the numbers come from, in words for the screen. */
  source: z.string(),
  /** True: computed by the embedded field model; every screen and export that shows a number says so. */
  synthetic: z.boolean(),
  user: z.string(),
  /** Absent from a server of an earlier version, as the next two. */
  role: Role.nullish(),
  auth: AuthMode.nullish(),
  /** True: cookies and answers travel unencrypted, which the screen says. */
  insecure: z.boolean().nullish(),
  usage: Usage.nullish(),
  /** Server time, ISO 8601 UTC. */
  now: z.string(),
  version: z.string(),
  /** The times served, ISO 8601 UTC: points outside come back empty. Absent from a server of an earlier version. */
  window: z.object({ from: z.string(), to: z.string() }).nullish(),
  /** Of own files, where each field comes from; absent or null where all come from one source. Times are ISO 8601 UTC. */
  fields: z
    .array(
      z.object({
        variable: z.string(),
        name: z.string(),
        source: z.string(),
        run: z.string(),
        grid: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    )
    .nullish(),
  mail: z.object({
    available: z.boolean(),
    reason: z.string().nullable(),
    /** The user's own address; without one the request names it, at one of `domains` where there are any. */
    address: z.string().nullish(),
    domains: z.array(z.string()).readonly().nullish(),
  }),
  capabilities: z.array(z.string()),
  limits: z.object({ points: z.number(), bodyBytes: z.number() }),
})
export type About = z.infer<typeof About>

/** The exact words that go with every number of the embedded field model. */
export const SYNTHETIC_LABEL = 'Synthetic data, not for navigation'

/** Request header: one per submission, made by the browser. */
export const SUBMISSION_HEADER = 'x-fairway-submission'
/** Request header that a page of another site cannot send without asking first. */
export const FAIRWAY_HEADER = 'x-fairway'
/** Response header that names where the numbers come from. */
export const SOURCE_HEADER = 'x-fairway-source'
/** Response header on every answer that carries a result: `1` where its numbers are synthetic, else `0`. */
export const SYNTHETIC_HEADER = 'x-fairway-synthetic'

/** Milliseconds UTC of a zone-less `API_call_time`, or null where it cannot be read. */
export function parseCallTime(text: string | null | undefined): number | null {
  if (!text) return null
  const timeMs = readWireTime(text)
  return Number.isNaN(timeMs) ? null : timeMs
}
