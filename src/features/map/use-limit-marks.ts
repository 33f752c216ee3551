import { useEffect, useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { limitStates } from '#src/domain/voyage/limit-states.ts'
import { useLimits } from '#src/state/voyage.ts'
import { followView } from './follow-view.ts'
import type { MapView } from './map-view.ts'
import { limitFeatures } from './overlay-features.ts'
import type { OverlayLine } from './overlay-line.ts'
import { noFeatures } from './route-geojson.ts'

/** Marks beside the route where caution or a limit of the voyage is reached, whichever layer colours it. */
export function useLimitMarks(view: MapView | null, answer: Answer | null, line: OverlayLine | null): void {
  const limits = useLimits()
  const states = useMemo(() => answer && limitStates(answer.columns, limits).worst, [answer, limits])
  useEffect(() => {
    if (!view) return
    if (!line || !states) return view.draw('limits', noFeatures)
    return followView(view, Math.ceil, (level, window) => view.draw('limits', limitFeatures(line, states, level, window)))
  }, [view, line, states])
}
