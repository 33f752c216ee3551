import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { numberAt } from '#src/domain/at.ts'
import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { currentCursor, useCursorTime, useViewActions } from '#src/state/view.ts'
import { nearestIndex, timesAscend } from '#src/domain/metocean/sample-times.ts'
import { DAY_MS, HOUR_MS } from '#src/domain/time.ts'

export interface Playback {
  readonly span: TimeSpan
  /** The time at the cursor of map and charts, epoch milliseconds UTC; the first without one. */
  readonly timeMs: number
  readonly playing: boolean
  readonly toggle: () => void
  readonly stepBy: (hours: number) => void
  /** To the nearest sample: there, charts and table can tell what is known. */
  readonly seek: (timeMs: number) => void
  readonly goTo: (sample: number, byKey?: boolean) => void
  /** Takes the ship off the map. */
  readonly putAway: () => void
}

/** Moves the ship along an answer; null where its times do not ascend. */
export function usePlayback(columns: ResultColumns): Playback | null {
  const span = useMemo(() => timeSpan(columns), [columns])
  const [playing, setPlaying] = useState(false)
  const timeMs = useCursorTime(columns.timeMs) ?? span?.startMs ?? 0
  const { shipMoved, shipPutAway } = useViewActions()

  const goTo = (sample: number, byKey = false) => shipMoved(numberAt(columns.timeMs, sample), sample, byKey)
  const seek = (atMs: number) => goTo(nearestIndex(columns.timeMs, atMs))
  const advance = useEffectEvent((hours: number) => {
    if (!span) return
    const next = steppedTime(span, timeMs, hours)
    shipMoved(next, nearestIndex(columns.timeMs, next))
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
      // At the end it starts again; where it stops, it stops on a sample.
      seek(!playing && timeMs >= span.endMs ? span.startMs : timeMs)
      setPlaying(!playing)
    },
    stepBy: (hours) => {
      const [from, to] = [currentCursor() ?? 0, nearestIndex(columns.timeMs, steppedTime(span, timeMs, hours))]
      // Samples may be farther apart than the step.
      goTo(to === from ? Math.min(columns.count - 1, Math.max(0, from + Math.sign(hours))) : to)
    },
    seek,
    goTo,
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

/** A late frame, such as after the tab was hidden, counts as this long at most. */
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

/** A whole answer is played in about this time, but never slower than an hour of it per second. */
const WHOLE_MS = 30_000
/** Where the system asks for less motion the ship moves in steps this long. */
const STILL_STEP_MS = 1000

/** The first and last time of the slider, epoch milliseconds UTC. */
interface TimeSpan {
  readonly startMs: number
  readonly endMs: number
}

/** The time an answer covers; null where its times do not ascend, or are all the same. */
export function timeSpan(columns: ResultColumns): TimeSpan | null {
  const { timeMs, count } = columns
  return count > 1 && timesAscend(columns) ? { startMs: numberAt(timeMs, 0), endMs: numberAt(timeMs, count - 1) } : null
}

/** A time moved by some hours, not beyond the ends. */
export const steppedTime = ({ startMs, endMs }: TimeSpan, timeMs: number, hours: number): number =>
  Math.min(endMs, Math.max(startMs, timeMs + hours * HOUR_MS))

/** Hours of the answer that pass while it is played for some milliseconds. */
export function playedHours({ startMs, endMs }: TimeSpan, elapsedMs: number): number {
  return Math.max((endMs - startMs) / HOUR_MS / WHOLE_MS, 1 / 1000) * elapsedMs
}

/** One step under reduced motion: whole hours, as fast as playing. */
export const stillHours = (span: TimeSpan): number => Math.max(1, Math.round(playedHours(span, STILL_STEP_MS)))

/** Where days begin, as shares of the span. Too many to tell apart are thinned evenly. */
export function dayMarks({ startMs, endMs }: TimeSpan, most = 40): number[] {
  const every = Math.ceil((endMs - startMs) / DAY_MS / most) * DAY_MS
  const marks: number[] = []
  for (let at = Math.ceil(startMs / every) * every; at < endMs; at += every)
    if (at > startMs) marks.push((at - startMs) / (endMs - startMs))
  return marks
}
