import type { Draft } from '#src/data/drafts.ts'
import { submit } from '#src/data/submissions.ts'
import { isSameRequest } from '#src/domain/tasks/already-asked.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import type { SubmissionPart } from '#src/domain/tasks/submission.ts'
import { partsUntil, type RequestPlan, requestParts } from '#src/domain/voyage/request-plan.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'

/** A wish for weather, with what of it belongs to which alternative. */
export type Wish = Draft & { readonly parts: readonly SubmissionPart[] }

interface Sending {
  mode: RequestPlan['mode']
  /** Leaves out the points after it, epoch milliseconds; absent or null: none. */
  untilMs?: number | null
  /** Whom the results are mailed to; absent or null: nobody. */
  email?: string | null
}

/** What would be asked for a voyage as it is planned now. @throws AppError where `planRequest` says that nothing can be sent */
export function wishOf(voyage: Voyage, { mode, untilMs = null, email = null }: Sending): Wish {
  const all = requestParts(voyage)
  const { points, parts } = untilMs === null ? all : partsUntil(all, untilMs)
  const { variables, windHeightM, slug } = voyage.request
  const routeName = voyage.name || voyage.route.name || voyage.track?.name || 'Untitled voyage'
  return {
    voyageId: voyage.id,
    routeName,
    slug: slug || routeName,
    mode,
    points,
    parts: parts.map(({ alternativeId, name, first, count }) => ({ voyageId: voyage.id, voyageName: routeName, alternativeId, alternativeName: name, first, count })),
    variables,
    windHeightM,
    receiveMail: email !== null,
    email,
  }
}

/** Resolves once the wish is stored. */
export async function sendWish(wish: Wish): Promise<void> {
  await submit(wish)
}

/** The press that came last. Of the page, not of the form, which leaves with its tab. */
let last: { readonly wish: Wish; readonly atMs: number } | null = null

/**
 * Is it the same wish as a moment ago? A double click, or a key pressed and a button clicked, is one wish, whichever way
 * it comes; what was changed in between is another.
 */
export function isPressedAgain(wish: Wish, atMs: number): boolean {
  if (last && atMs - last.atMs < pollPolicy.doubleClickMs && isSameWish(last.wish, wish)) return true
  last = { wish, atMs }
  return false
}

/** A wish that could not be stored may be made again at once. */
export function pressForgotten(): void {
  last = null
}

function isSameWish(one: Wish, other: Wish): boolean {
  return one.voyageId === other.voyageId && one.mode === other.mode && one.slug === other.slug && isSameRequest(one, other)
}
