import { z } from 'zod'
import { variables, WIND_HEIGHT } from '#src/domain/metocean/layers/variables.ts'
import { bounds, MetOceanRequest, RequestPoint } from '#src/domain/metocean/wire/contract.ts'
import { packPoints, pointColumns } from '../jobs/points.ts'
import { checkEntry, type CheckedEntry, type EntryForm } from '../library/checked-entry.ts'
import { Refusal } from './http-error.ts'
import { MOST_PROBLEMS } from './problems.ts'

/**
 * How a handler wants a large body: a request with its points as columns or as JSON, any JSON as it is, or a document
 * of the library.
 */
export type BodyForm = 'columns' | 'points-json' | 'json' | EntryForm

/** What becomes of a body: a request, an entry of the library, or for `json` its text. */
export type CheckedBody = CheckedRequest | CheckedEntry | Uint8Array

/**
 * The body of POST /MetOcean and /MetOcean/async, checked. The points are bytes, which pass between threads in a
 * moment: as 100,000 objects they would hold up the server for 0.4 s (measured).
 */
export interface CheckedRequest {
  readonly request: Omit<MetOceanRequest, 'points'>
  /** How many points there are. */
  readonly count: number
  /** `columns`: see `packPoints`. `points-json`: a JSON array, UTF-8. */
  readonly points: Uint8Array
}

/**
 * Reads and checks a large body; takes about 5 ms for 1,000 points.
 * @param bytes JSON text, UTF-8
 * @throws Refusal 400 where it is not JSON, 422 where it is nested too deeply or breaks the contract
 */
export function checkBody(bytes: Uint8Array, form: BodyForm): CheckedBody {
  refuseDepth(bytes)
  const body = parsed(bytes)
  if (typeof form === 'object') return checkEntry(body, form)
  if (form !== 'json') return checkedRequest(body, form)
  if (typeof body !== 'object' || body === null) throw notAnObject('a JSON object or list')
  return new TextEncoder().encode(JSON.stringify(body))
}

export const notAnObject = (allowedBody = 'a JSON object') =>
  refused([{ loc: ['body'], msg: `The body must be ${allowedBody}.`, type: 'invalid_type' }])

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new Refusal(400, 'body-unreadable', 'The body is not JSON.')
  }
}

/** Objects and lists inside each other; a request has three levels. */
const MOST_DEPTH = 32
const QUOTE = 0x22
const BACKSLASH = 0x5c
const isOpening = (byte: number) => byte === 0x7b || byte === 0x5b
const isClosing = (byte: number) => byte === 0x7d || byte === 0x5d

/** Before parsing, which takes seconds for 32 MiB of brackets. @throws Refusal 422 */
export function refuseDepth(bytes: Uint8Array): void {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) at = endOfString(bytes, at)
    else if (isClosing(byte)) depth--
    else if (isOpening(byte) && ++depth > MOST_DEPTH) {
      const msg = `The body is nested too deeply: at most ${MOST_DEPTH} objects and lists may lie inside each other.`
      throw refused([{ loc: ['body'], msg, type: 'too_deep' }])
    }
  }
}

/** @returns the index of the closing quote, or the length */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}

/** Points checked at once, so that checking stops soon after enough problems are found. */
const SLICE_POINTS = 1_000

const Envelope = z.strictObject({ ...MetOceanRequest.shape, points: z.array(z.unknown()).min(1).max(bounds.points) })
const Slice = z.array(RequestPoint)

function checkedRequest(body: unknown, form: 'columns' | 'points-json'): CheckedRequest {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw refused(envelope.error.issues.flatMap((issue) => problemsOf(issue, body)))
  const { points: unchecked, ...request } = envelope.data
  const points: RequestPoint[] = []
  const problems: Problem[] = []
  for (let from = 0; from < unchecked.length && problems.length < MOST_PROBLEMS; from += SLICE_POINTS) {
    const slice = Slice.safeParse(unchecked.slice(from, from + SLICE_POINTS))
    if (slice.success) points.push(...slice.data)
    else problems.push(...slice.error.issues.flatMap((issue) => problemsOf(issue, body, from)).slice(0, MOST_PROBLEMS))
  }
  if (problems.length > 0) throw refused(problems)
  return {
    request,
    count: points.length,
    points: form === 'columns' ? packPoints(pointColumns(points)) : new TextEncoder().encode(JSON.stringify(points)),
  }
}

interface Problem {
  readonly loc: Array<string | number>
  readonly msg: string
  readonly type: string
}

const refused = (problems: readonly Problem[]) => new Refusal(422, 'request-refused', problems.slice(0, MOST_PROBLEMS))

/** What each field may be, to follow "must be"; lists of the contract's own words, so that none is forgotten. */
const allowed: Readonly<Record<keyof (MetOceanRequest & RequestPoint), string>> = {
  points: `a list of 1 to ${bounds.points.toLocaleString('en')} points`,
  latitude: 'a number of degrees from -90 to 90',
  longitude: 'a number of degrees from -180 to 180',
  timestamp: 'an ISO 8601 time in UTC with Z, such as 2024-05-23T00:00:00Z',
  variables: `a list of at least one of ${variables.join(', ')}, each at most once`,
  wind_height: `a number of metres from ${WIND_HEIGHT.min} to ${WIND_HEIGHT.max}`,
  task_name: 'a text of at most 200 characters, without NUL',
  receive_mail: 'true or false',
  email: 'an e-mail address of at most 254 characters',
}
const allowedElement: Readonly<Record<string, string>> = {
  points: `an object of ${Object.keys(RequestPoint.shape).join(', ')}`,
  variables: `one of ${variables.join(', ')}`,
}

/** Entries for one wrong field, or for each unknown one. @param from index of the first point of the slice checked */
function problemsOf(issue: z.core.$ZodIssue, body: unknown, from?: number): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  if (from !== undefined && typeof path[0] === 'number') path.splice(0, 1, 'points', path[0] + from)
  const loc = ['body', ...path]
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(path.length > 0 ? RequestPoint.shape : MetOceanRequest.shape).join(', ')
    return issue.keys.slice(0, MOST_PROBLEMS).map((key) => {
      const name = shortened(key)
      const msg = `${[...path, name].join(' ')} is not a field here: there may be ${known}.`
      return { loc: [...loc, name], msg, type: issue.code }
    })
  }
  const value = valueAt(body, path)
  return [{ loc, msg: path.length === 0 ? 'The body must be a JSON object.' : sentence(path, value), type: issue.code }]
}

/**
 * The entry for a wrong member of another body, named down to the last member that has a name.
 * @param words what each may be, to follow "must be"; the members of the contract's own requests have theirs
 */
export function fieldProblem(
  body: unknown,
  path: readonly PropertyKey[],
  words: Readonly<Record<string, string>>,
): Problem {
  const parts = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const named = parts.slice(0, parts.findLastIndex((part) => typeof part === 'string') + 1)
  const must = words[String(named.at(-1))] ?? allowed[named.at(-1) as keyof typeof allowed]
  return { loc: ['body', ...named], msg: sentenceOf(named, must, valueAt(body, named)), type: 'invalid_value' }
}

function sentence(path: readonly (string | number)[], value: unknown): string {
  const last = path.at(-1)
  const must = typeof last === 'number' ? allowedElement[String(path.at(-2))] : allowed[last as keyof typeof allowed]
  return sentenceOf(path, must, value)
}

function sentenceOf(path: readonly (string | number)[], must: string | undefined, value: unknown): string {
  const name = path.join(' ')
  return value === undefined ? `${name} is missing: it must be ${must}.` : `${name} must be ${must}${given(value)}.`
}

const valueAt = (body: unknown, path: readonly (string | number)[]) =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<string | number, unknown>> | null)?.[key], body)

/** `, not 91`, where that helps: of long texts and lists the operator knows enough. */
function given(value: unknown): string {
  if (Array.isArray(value)) return `, not a list of ${value.length.toLocaleString('en')}`
  if (typeof value === 'object' && value !== null) return ', not an object'
  if (typeof value === 'string' && value.length > LONGEST_NAME)
    return `, not a text of ${value.length.toLocaleString('en')} characters`
  return `, not ${JSON.stringify(value)}`
}

const LONGEST_NAME = 60
const shortened = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)
