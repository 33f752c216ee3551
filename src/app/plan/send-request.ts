import type { Draft } from '#src/data/tasks/drafts.ts'
import type { Submission } from '#src/domain/tasks/submission.ts'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import { activeAlternative } from '#src/domain/voyage/alternatives.ts'
import { type RequestPlan, pointsUntil, requestPoints } from '#src/domain/voyage/request-plan.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'

interface Sending {
  mode: RequestPlan['mode']
  /** Leaves out the points after the 10-day forecast. */
  onlyForecast?: boolean
  /** Whom the results are mailed to; null: nobody. */
  email?: string | null
}

/** Asks for the weather of a voyage as it is planned now. Resolves once the request is stored. */
export async function sendRequest(submit: (draft: Draft) => Promise<Submission>, voyage: Voyage, { mode, onlyForecast = false, email = null }: Sending): Promise<void> {
  const all = requestPoints(voyage)
  const { variables, windHeightM, slug } = voyage.request
  const points = onlyForecast ? pointsUntil(all, coverageWindow(Date.now()).toMs) : all
  const { id, name } = activeAlternative(voyage)
  const voyageName = voyage.name || voyage.route.name || voyage.track?.name || 'Untitled voyage'
  await submit({
    parts: [{ voyageId: voyage.id, voyageName, alternativeId: id, alternativeName: voyage.alternatives.length > 1 ? name : '', first: 0, count: points.lat.length }],
    slug: slug || voyageName,
    mode,
    points,
    variables,
    windHeightM,
    receiveMail: email !== null,
    email,
  })
}
