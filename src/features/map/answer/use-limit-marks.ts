import { useEffect } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { limitStates } from '#src/domain/limits/limit-states.ts'
import { useLimits } from '#src/state/voyage.ts'
import { followView } from '../view/follow-view.ts'
import type { MapView } from '../view/map-view.ts'
import { limitFeatures } from './overlay-features.ts'
import { overlayLine } from './overlay-line.ts'
import { noFeatures } from '../edit/route-geojson.ts'

/** Marks beside the route where caution or a limit of the voyage is reached, whichever layer colours it. */
export function useLimitMarks(view: MapView | null, answer: Answer | null): void {
  const limits = useLimits()
  useEffect(() => {
    if (!view) return
    if (!answer) return view.draw('limits', noFeatures)
    const line = overlayLine(answer.columns)
    const { worst } = limitStates(answer.columns, limits)
    return followView(view, Math.ceil, (level, window) =>
      view.draw('limits', limitFeatures(line, worst, level, window)),
    )
  }, [view, answer, limits])
}
