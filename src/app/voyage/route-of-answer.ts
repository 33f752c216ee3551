import { simplify } from '#src/data/workers/simplify.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { MAX_EDITABLE_WAYPOINTS, type Track } from '#src/domain/route/route.ts'
import { trackDistances } from '#src/domain/route/track-points.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { NAME_ENDING } from '#src/domain/tasks/task-name.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { isEmptyPlan } from '#src/domain/voyage/voyage.ts'
import { noteRoute } from '#src/features/route/undo-toast.tsx'
import { currentPlan, currentVoyage, type ImportedPlan, voyageActions } from '#src/state/voyage.ts'

/** An answer knows its samples, not its waypoints: a waypoint stands wherever they leave a rhumb line by more. */
const TOLERANCE_NM = 0.05

/**
 * Makes the line of an answer a route with its times: that of the open voyage where nothing is planned yet, else one
 * more alternative. One step of undo; says below the route what it did.
 * @throws AppError `too-few-points` for an answer of one point
 */
export async function takeRouteOf(answer: Pick<Answer, 'taskName' | 'columns'>): Promise<void> {
  const plan = await planOf(answer)
  const { alternatives } = currentVoyage()
  const isFirst = isEmptyPlan(currentPlan())
  if (isFirst) voyageActions.routeImported(plan)
  else voyageActions.alternativeImported(plan)
  const { route, track } = currentPlan()
  const isTaken = isFirst ? !isEmptyPlan(currentPlan()) : currentVoyage().alternatives.length > alternatives.length
  const count = formatCount(answer.columns.count, 'point')
  const what = track ? `a track of ${count}` : `${formatCount(route.waypoints.length, 'waypoint')} for its ${count}`
  const taken = isFirst ? 'Used the route of the answer' : `Added the route of the answer as “${plan.name}”`
  const reason =
    alternatives.length >= MAX_ALTERNATIVES
      ? `a voyage has at most ${MAX_ALTERNATIVES} alternatives`
      : 'this voyage is being edited elsewhere'
  noteRoute({
    words: isTaken ? `${taken}, ${what}. Undo takes it back.` : `Nothing was changed: ${reason}.`,
    about: route,
    undoId: null,
  })
}

/** Its waypoints with the speeds between them; a line with too many turns for that stays a track. */
async function planOf({
  taskName,
  columns: { lat, lon, timeMs },
}: Pick<Answer, 'taskName' | 'columns'>): Promise<ImportedPlan> {
  const name = taskName.replace(NAME_ENDING, '')
  const track: Track = { name, lat, lon, timeMs }
  const { route, departureMs } = await simplify(track, TOLERANCE_NM)
  const hours = ((timeMs.at(-1) ?? NaN) - (timeMs[0] ?? NaN)) / HOUR_MS
  const speedKn = (trackDistances(track).at(-1) ?? 0) / hours
  return {
    name,
    ...(route.waypoints.length < MAX_EDITABLE_WAYPOINTS ? { route } : { track }),
    ...(departureMs !== null && { departureMs }),
    ...(speedKn > 0 && Number.isFinite(speedKn) && { speedKn: Math.round(speedKn * 10) / 10 }),
  }
}
