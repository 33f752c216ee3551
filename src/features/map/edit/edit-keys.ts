import { useEffect, useEffectEvent } from 'react'
import type { Position } from '#src/domain/position.ts'
import type { Route } from '#src/domain/route/route.ts'
import type { Tool } from '#src/state/editor.ts'
import { usePreference } from '#src/state/preferences.ts'
import { keyName, type TypedKey } from '#src/ui/form/shortcut.ts'
import type { MapView } from '../view/map-view.ts'

/** Tools that set points one after the other. */
export type PlacingTool = Exclude<Tool, 'pan'>

/** What a key on the focused map asks for. Other keys are left to the map, which arrows pan. */
export type KeyCommand =
  | { readonly do: 'draw' | 'measure' | 'finish' | 'drop' | 'remove-last' | 'delete' | 'cancel' | 'fit' }
  | { readonly do: 'select'; readonly step: 1 | -1 }
  /** Minutes of latitude north and of longitude east. */
  | { readonly do: 'nudge'; readonly north: number; readonly east: number }

interface KeyPress extends TypedKey {
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

const arrows: Readonly<Record<string, readonly [north: number, east: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

const placing: Readonly<Record<string, KeyCommand>> = {
  Enter: { do: 'drop' },
  Backspace: { do: 'remove-last' },
  Escape: { do: 'finish' },
}

/** The key that takes up a tool also puts it away; an area is drawn seldom, and has none. */
const toolKeys: Readonly<Partial<Record<PlacingTool, string>>> = { draw: 'd', measure: 'm' }

const standing: Readonly<Record<string, KeyCommand>> = {
  d: { do: 'draw' },
  m: { do: 'measure' },
  f: { do: 'fit' },
  PageDown: { do: 'select', step: 1 },
  PageUp: { do: 'select', step: -1 },
  Escape: { do: 'cancel' },
}

/** @param selected whether a waypoint is selected: then arrows move it and Delete removes it */
export function keyCommand(press: KeyPress, { tool, selected }: { tool: Tool; selected: boolean }): KeyCommand | null {
  if (press.ctrlKey || press.metaKey) return null
  const key = keyName(press)
  if (tool !== 'pan') return key === toolKeys[tool] ? { do: 'finish' } : (placing[key] ?? null)
  const arrow = arrows[key]
  if (selected && arrow) {
    const minutes = press.altKey ? 0.01 : press.shiftKey ? 1 : 0.1
    return { do: 'nudge', north: arrow[0] * minutes, east: arrow[1] * minutes }
  }
  if (selected && (key === 'Delete' || key === 'Backspace')) return { do: 'delete' }
  return standing[key] ?? null
}

const zoomSteps: Readonly<Record<string, number>> = { '+': 1, '=': 1, '-': -1, _: -1 }

/** Levels by which a key zooms the map in, or out if negative; null: not such a key. */
export function zoomStep(press: KeyPress): number | null {
  return press.ctrlKey || press.metaKey || press.altKey ? null : (zoomSteps[keyName(press)] ?? null)
}

/** A position moved by minutes; stops at the poles. */
export function nudged({ lat, lon }: Position, northMinutes: number, eastMinutes: number): Position {
  return { lat: Math.min(90, Math.max(-90, lat + northMinutes / 60)), lon: lon + eastMinutes / 60 }
}

/** The waypoint before or after the selected one, round the ends; without one, the first or last. @returns its id */
export function neighbourId({ waypoints }: Route, selectedId: string | null, step: 1 | -1): string | null {
  const at = waypoints.findIndex(({ id }) => id === selectedId)
  const next = at < 0 ? (step === 1 ? 0 : waypoints.length - 1) : (at + step + waypoints.length) % waypoints.length
  return waypoints[next]?.id ?? null
}

/**
 * Keys pressed while the map has focus, ahead of the map itself: it would know + and − by their number, which is another
 * on some boards. Letters only if the operator has them switched on.
 * @param onKey returns true for a key it took
 */
export function useMapKeys(view: MapView, onKey: (press: KeyboardEvent) => boolean): void {
  const letterKeys = usePreference('letterKeys')
  const handle = useEffectEvent((press: KeyboardEvent) => {
    const step = zoomStep(press)
    if (step !== null) view.map.zoomTo(view.map.getZoom() + step)
    else if ((!letterKeys && /^[a-z]$/.test(keyName(press))) || !onKey(press)) return
    press.preventDefault()
    press.stopPropagation()
  })
  useEffect(() => {
    const container = view.map.getContainer()
    const listener = (press: KeyboardEvent) => handle(press)
    container.addEventListener('keydown', listener, { capture: true })
    return () => container.removeEventListener('keydown', listener, { capture: true })
  }, [view])
}
