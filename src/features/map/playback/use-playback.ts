import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { shipPlace } from '#src/domain/voyage/ship-place.ts'
import { useShipTime, useViewActions } from '#src/state/view.ts'
import { playedHours, STILL_STEP_MS, steppedTime, stillHours, type TimeSpan, timeSpan } from './playback-time.ts'

export interface Playback {
  readonly span: TimeSpan
  /** The time shown, epoch milliseconds UTC: that of the ship, the first while she is nowhere. */
  readonly timeMs: number
  readonly playing: boolean
  readonly toggle: () => void
  readonly stepBy: (hours: number, byKey?: boolean) => void
  readonly seek: (timeMs: number, byKey?: boolean) => void
  /** Takes the ship off the map. */
  readonly putAway: () => void
}

/** Moves the ship along an answer; null where its times are no order to sail in. */
export function usePlayback(columns: ResultColumns): Playback | null {
  const span = useMemo(() => timeSpan(columns), [columns])
  const [playing, setPlaying] = useState(false)
  const timeMs = useShipTime() ?? span?.startMs ?? 0
  const { shipMoved, shipPutAway } = useViewActions()

  const seek = (atMs: number, byKey = false) => {
    const place = shipPlace(columns, atMs)
    if (place) shipMoved(atMs, place.sample, byKey)
  }
  const advance = useEffectEvent((hours: number) => {
    if (!span) return
    const next = steppedTime(span, timeMs, hours)
    seek(next)
    if (next === span.endMs) setPlaying(false)
  })
  useEffect(() => {
    if (!playing || !span) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    return calm
      ? everySecond(() => advance(stillHours(span)))
      : everyFrame((elapsedMs) => advance(playedHours(span, elapsedMs)))
  }, [playing, span])

  if (!span) return null
  return {
    span,
    timeMs,
    playing,
    toggle: () => {
      // From the end it begins again.
      if (!playing) seek(timeMs >= span.endMs ? span.startMs : timeMs)
      setPlaying(!playing)
    },
    stepBy: (hours, byKey) => seek(steppedTime(span, timeMs, hours), byKey),
    seek,
    putAway: () => {
      setPlaying(false)
      shipPutAway()
    },
  }
}

function everySecond(step: () => void): () => void {
  const timer = setInterval(step, STILL_STEP_MS)
  return () => clearInterval(timer)
}

/** A frame that was long in coming, such as after the tab was hidden, counts as a short one. */
const LONGEST_FRAME_MS = 100

function everyFrame(step: (elapsedMs: number) => void): () => void {
  let before: number | null = null
  let frame = requestAnimationFrame(function next(now) {
    if (before !== null) step(Math.min(LONGEST_FRAME_MS, now - before))
    before = now
    frame = requestAnimationFrame(next)
  })
  return () => cancelAnimationFrame(frame)
}
