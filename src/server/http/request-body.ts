import { z } from 'zod'
import { limits, MetOceanRequest, RequestPoint } from '#src/domain/metocean/wire/contract.ts'
import { HttpError } from './http-error.ts'

/** More do not help anyone, and 200,000 wrong points must not become a body of 30 MB. */
const MOST_PROBLEMS = 50
/** Points checked at once, so that checking stops soon after enough problems were found. */
const SLICE_POINTS = 1_000

const Envelope = z.strictObject({
  ...MetOceanRequest.shape,
  points: z.array(z.unknown()).min(1, 'at least one point').max(limits.points, `at most ${limits.points} points`),
})
const Slice = z.array(RequestPoint)

/**
 * The body of POST /MetOcean and /MetOcean/async, checked against the contract.
 * @throws HttpError 422 naming each wrong field and point
 */
export function parseRequestBody(body: unknown): MetOceanRequest {
  const envelope = Envelope.safeParse(body)
  if (!envelope.success) throw refused(envelope.error.issues.flatMap((issue) => entries(issue, [])))
  const { points } = envelope.data
  const problems: Problem[] = []
  for (let from = 0; from < points.length && problems.length < MOST_PROBLEMS; from += SLICE_POINTS) {
    const slice = Slice.safeParse(points.slice(from, from + SLICE_POINTS))
    if (!slice.success) problems.push(...slice.error.issues.flatMap((issue) => entries(issue, ['points'], from)))
  }
  if (problems.length > 0) throw refused(problems)
  return { ...envelope.data, points: points as RequestPoint[] }
}

interface Problem {
  readonly loc: Array<string | number>
  readonly msg: string
  readonly type: string
}

/** One entry per wrong field; unknown fields are named one by one, as if each were its own problem. */
function entries(issue: z.core.$ZodIssue, prefix: readonly string[], indexOffset = 0): Problem[] {
  const path = issue.path.map((part, i) =>
    i === 0 && typeof part === 'number' ? part + indexOffset : typeof part === 'symbol' ? String(part) : part,
  )
  const loc = ['body', ...prefix, ...path]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      loc: [...loc, key],
      msg: 'this field is not part of the request',
      type: issue.code,
    }))
  }
  return [{ loc, msg: issue.message, type: issue.code }]
}

function refused(problems: readonly Problem[]): HttpError {
  return new HttpError(422, 'request-refused', problems.slice(0, MOST_PROBLEMS))
}
