import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { bounds } from '#src/domain/metocean/wire/contract.ts'
import { isSameRequest } from '#src/domain/tasks/already-asked.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { correctedPoints, type TrueEta } from '#src/domain/voyage/current/true-eta.ts'
import {
  partsUntil,
  type RequestParts,
  type RequestPlan,
  requestParts,
  submissionParts,
  withFans,
} from '#src/domain/voyage/request-plan.ts'
import { activeAlternative, type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'

interface Sending {
  mode: RequestPlan['mode']
  /** Leaves out the points after it, epoch milliseconds; absent or null: none. */
  untilMs?: number | null
  /** Who the results are mailed to; absent or null: nobody. */
  email?: string | null
}

/** The request for a voyage as it is planned now. @throws AppError where `planRequest` says that nothing can be sent */
export function requestDraft(voyage: Voyage, { mode, untilMs = null, email = null }: Sending): RequestDraft {
  const all = requestParts(voyage)
  const planned = withFans(voyage, untilMs === null ? all : partsUntil(all, untilMs))
  return { ...draftFor(voyage, planned), mode, receiveMail: email !== null, email }
}

function draftFor(voyage: Voyage, { points, parts }: RequestParts): Omit<RequestDraft, 'mode' | 'receiveMail'> {
  const { variables, windHeightM, slug } = voyage.request
  return {
    parts: submissionParts(voyage, parts),
    slug: slug || voyageTitle(voyage),
    points,
    variables,
    windHeightM,
  }
}

/** The request that an answer's plan needs once more, at the times that its current makes of it. */
export function correctedDraft(voyage: Voyage, answer: Answer, eta: TrueEta): RequestDraft {
  const points = correctedPoints(answer, eta)
  const { id: alternativeId, name } = activeAlternative(voyage)
  const part = { alternativeId, name, first: 0, count: points.timeMs.length }
  const draft = draftFor(voyage, withFans(voyage, { points, parts: [part] }))
  const isSmall = draft.points.timeMs.length <= bounds.recommendedSyncPoints
  return {
    ...draft,
    parts: draft.parts.map((one) => ({ ...one, corrections: eta.corrections + 1 })),
    mode: voyage.request.mode === 'by-size' ? (isSmall ? 'sync' : 'async') : voyage.request.mode,
    receiveMail: false,
    email: null,
  }
}

/** The last press. Kept for the page, as the form leaves with its tab. */
let last: { readonly draft: RequestDraft; readonly atMs: number } | null = null

/**
 * Is it the same request as a moment ago? A double click, or a key press and a click, is one request in any form; one
 * that was changed in between is another.
 */
export function isPressedAgain(draft: RequestDraft, atMs: number): boolean {
  if (last && atMs - last.atMs < pollPolicy.doubleClickMs && isSameDraft(last.draft, draft)) return true
  last = { draft, atMs }
  return false
}

/** A request that could not be stored may be sent again at once. */
export function pressForgotten(): void {
  last = null
}

function isSameDraft(one: RequestDraft, other: RequestDraft): boolean {
  return (
    one.parts[0]?.voyageId === other.parts[0]?.voyageId &&
    one.mode === other.mode &&
    one.slug === other.slug &&
    isSameRequest(one, other)
  )
}
