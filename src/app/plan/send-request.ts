import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { isSameRequest } from '#src/domain/tasks/already-asked.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { partsUntil, type RequestPlan, requestParts } from '#src/domain/voyage/request-plan.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'

interface Sending {
  mode: RequestPlan['mode']
  /** Leaves out the points after it, epoch milliseconds; absent or null: none. */
  untilMs?: number | null
  /** Whom the results are mailed to; absent or null: nobody. */
  email?: string | null
}

/** What would be asked for a voyage as it is planned now. @throws AppError where `planRequest` says that nothing can be sent */
export function wishOf(voyage: Voyage, { mode, untilMs = null, email = null }: Sending): RequestDraft {
  const all = requestParts(voyage)
  const { points, parts } = untilMs === null ? all : partsUntil(all, untilMs)
  const { variables, windHeightM, slug } = voyage.request
  const voyageName = voyage.name || voyage.route.name || voyage.track?.name || 'Untitled voyage'
  const isOne = voyage.alternatives.length === 1
  return {
    parts: parts.map(({ alternativeId, name, first, count }) => ({
      voyageId: voyage.id,
      voyageName,
      alternativeId,
      alternativeName: isOne ? '' : name,
      first,
      count,
    })),
    slug: slug || voyageName,
    mode,
    points,
    variables,
    windHeightM,
    receiveMail: email !== null,
    email,
  }
}

/** The press that came last. Of the page, not of the form, which leaves with its tab. */
let last: { readonly wish: RequestDraft; readonly atMs: number } | null = null

/**
 * Is it the same wish as a moment ago? A double click, or a key pressed and a button clicked, is one wish, whichever way
 * it comes; what was changed in between is another.
 */
export function isPressedAgain(wish: RequestDraft, atMs: number): boolean {
  if (last && atMs - last.atMs < pollPolicy.doubleClickMs && isSameWish(last.wish, wish)) return true
  last = { wish, atMs }
  return false
}

/** A wish that could not be stored may be made again at once. */
export function pressForgotten(): void {
  last = null
}

function isSameWish(one: RequestDraft, other: RequestDraft): boolean {
  return (
    one.parts[0]?.voyageId === other.parts[0]?.voyageId &&
    one.mode === other.mode &&
    one.slug === other.slug &&
    isSameRequest(one, other)
  )
}
