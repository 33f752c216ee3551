import { z } from '../schema.ts'
import { areOneLength, PointColumns } from '../column.ts'
import { errorCodes } from '../errors.ts'
import { AskedFor } from '../metocean/result.ts'
import type { Survey } from '../metocean/survey.ts'
import { variables } from '../metocean/layers/variables.ts'
import { pollPolicy } from './poll-policy.ts'

/** The points of a request as columns of one length; times are whole seconds. */
export const RequestPoints = PointColumns.refine(areOneLength).readonly()
export type RequestPoints = z.infer<typeof RequestPoints>

/** A stretch of the points that belongs to one alternative of a voyage: its answer is cut out of the whole one. */
const SubmissionPart = AskedFor.unwrap()
  .extend({
    /** Index of its first point, and how many follow from there. */
    first: z.number(),
    count: z.number(),
  })
  .readonly()
export type SubmissionPart = z.infer<typeof SubmissionPart>

const SubmissionState = z.enum([
  'unsent', // certainly not sent; will be sent when that is possible
  'sending', // bytes may be under way; a sync call is held
  'unknown', // the outcome is unclear and is being looked up by name, never sent again by itself
  'not-found', // looked up three times, the service has no task of this name; the operator decides
  'accepted', // the service has it
  'done',
  'failed',
  'cancelled',
])
export type SubmissionState = z.infer<typeof SubmissionState>

/** How many values an answer has and how many of those asked for are missing. */
const AnswerSummary = z.object({ values: z.number(), missing: z.number() }).readonly()
export type AnswerSummary = z.infer<typeof AnswerSummary>

/** One request for weather, stored in the browser before its first byte is sent. Replaced, never changed in place. */
export const Submission = z
  .object({
    /** UUID; the server keeps one row per id, so the same request can never become two tasks. */
    id: z.string().min(1),
    /** `<slug>-<yyyymmdd>-<hhmm>-<6 Crockford base32>`: unique, what recovery goes by. */
    taskName: z.string(),
    mode: z.enum(['sync', 'async']),
    /** A direct answer was wanted, but two calls were already held; `mode` is then async. */
    sentInBackground: z.boolean(),
    /** In order, covering all points; empty where the points are not known here. */
    parts: z.array(SubmissionPart).readonly(),
    points: RequestPoints,
    variables: z.array(z.enum(variables)).readonly(),
    windHeightM: z.number(),
    receiveMail: z.boolean(),
    /** Where mail goes; absent or null: the server knows. */
    email: z.string().nullish(),
    createdMs: z.number(),
    sentMs: z.number().nullable(),
    state: SubmissionState,
    taskId: z.string().nullable(),
    cancelAskedMs: z.number().nullable(),
    finishedMs: z.number().nullable(),
    /** Since when the outcome is unclear; null while it is clear. */
    unclearMs: z.number().nullable(),
    /** When it was found again, how long that took, and by what; `by` is absent in older ones: by name. */
    found: z
      .object({ atMs: z.number(), afterMs: z.number(), by: z.enum(['name', 'time']).optional() })
      .readonly()
      .nullable(),
    summary: AnswerSummary.nullable(),
    error: z
      .object({ code: z.enum(errorCodes), detail: z.string() })
      .readonly()
      .nullable(),
    /** When a cancel turned out to have no effect, and what the service said to it; absent: none did. */
    cancelDropped: z.object({ atMs: z.number(), detail: z.string() }).readonly().nullish(),
    /** Of a task sent elsewhere, whose points are not known here: how many the service says it has. */
    pointCount: z.number().nullish(),
  })
  .readonly()
export type Submission = z.infer<typeof Submission>

/** When it was sent, or else created: from then on somebody waits for it. Epoch milliseconds. */
export const askedMs = ({ sentMs, createdMs }: Pick<Submission, 'sentMs' | 'createdMs'>): number => sentMs ?? createdMs

/** Nothing will change any more. */
export function isFinal({ state }: Pick<Submission, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

/** It has ended, and the service did not say how: it may have failed, or somebody may have cancelled it elsewhere. */
export const isEndUnknown = ({ state, error }: Pick<Submission, 'state' | 'error'>): boolean =>
  state === 'failed' && error?.code === 'task-failed' && /^(FAILURE)?$/.test(error.detail)

/** Sent from here: a task followed from elsewhere has no route or request to keep, show or send again. */
export const isOwn = ({ points }: Pick<Submission, 'points'>): boolean => points.lat.length > 0

/** How many points it asks for; null where only the service knows and did not say. */
export const pointsOf = ({ points, pointCount }: Submission): number | null => points.lat.length || (pointCount ?? null)

/** Was it asked for this voyage, alone or among others? */
export const isOfVoyage = ({ parts }: Pick<Submission, 'parts'>, voyageId: string): boolean =>
  parts.some((part) => part.voyageId === voyageId)

/** What it samples that is more than a plan; null: it asks for plans. */
export const surveyOf = ({ parts: [first] }: Pick<Submission, 'parts'>): Survey | null => first?.survey ?? null

/** `Santos – Cape Town · Route 2`. */
const askedForWords = ({ voyageName, alternativeName, survey }: AskedFor): string =>
  [voyageName, alternativeName, survey && surveyWords[survey.kind]].filter(Boolean).join(' · ')

const surveyWords: Record<Survey['kind'], string> = { departures: 'Departures', corridor: 'Corridor' }

/**
 * What it was asked for, in words: `Santos – Cape Town · Route 2`, `Santos – Cape Town · 3 alternatives`, or the first
 * of several voyages and how many more. Empty: sent from elsewhere.
 */
export function partsWords([first, ...more]: readonly AskedFor[]): string {
  if (!first) return ''
  if (more.length === 0) return askedForWords(first)
  const others = new Set(more.map(({ voyageId }) => voyageId))
  others.delete(first.voyageId)
  return others.size === 0
    ? askedForWords({ ...first, alternativeName: `${more.length + 1} alternatives` })
    : `${first.voyageName} and ${others.size} more`
}

/**
 * The key its answer is stored and shown under: the task's id, or the submission's own while that is not known.
 * @param part which of its parts, from 0
 */
export function answerKey({ id, taskId }: Pick<Submission, 'id' | 'taskId'>, part = 0): string {
  return partKey(taskId ?? submissionKey(id), part)
}

/** The key of one part of the answer under `key`. @param part from 0 */
export const partKey = (key: string, part: number): string => (part === 0 ? key : `${key} #${part + 1}`)

/** Key of the whole answer, and which part of it. */
export function wholeOfKey(key: string): { whole: string; part: number } {
  const [, whole = key, number] = /^(.*) #(\d+)$/.exec(key) ?? []
  return { whole, part: number === undefined ? 0 : Number(number) - 1 }
}

/** The key of an answer whose task id is not known (yet). */
export function submissionKey(id: string): string {
  return `submission:${id}`
}

/**
 * True where a task that no list has and that still reads PENDING by its id is unlikely to end: past its estimate by
 * 25 minutes and by the estimate again.
 * @param ageMs since it was sent
 * @param estimatedMs null: never given, counts as nothing
 */
export function isLost({ ageMs, estimatedMs }: { ageMs: number; estimatedMs: number | null }): boolean {
  const estimate = estimatedMs ?? 0
  return ageMs - estimate >= Math.max(pollPolicy.lostMs, estimate)
}
