import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { isSameRequest } from '#src/domain/tasks/already-asked.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { partsUntil, type RequestPlan, requestParts, submissionParts } from '#src/domain/voyage/request-plan.ts'
import { type Voyage, voyageTitle } from '#src/domain/voyage/voyage.ts'

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
  const { points, parts } = untilMs === null ? all : partsUntil(all, untilMs)
  const { variables, windHeightM, slug } = voyage.request
  return {
    parts: submissionParts(voyage, parts),
    slug: slug || voyageTitle(voyage),
    mode,
    points,
    variables,
    windHeightM,
    receiveMail: email !== null,
    email,
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
