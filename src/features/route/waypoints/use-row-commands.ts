import { type KeyboardEvent, useMemo } from 'react'
import { MAX_EDITABLE_WAYPOINTS } from '#src/domain/route/route.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { useEditorActions } from '#src/state/editor.ts'
import { currentPlan, useVoyageActions } from '#src/state/voyage.ts'
import { deleteRow, insertBeside, type RowEdit, shiftRow } from './row-edits.ts'
import { rowCommand } from './row-keys.ts'
import { noteRoute } from '../route-note.ts'
import { idAt, type WaypointRows } from './use-waypoint-rows.ts'

/** What is done to a row, by key or from its menu. */
export interface RowCommands {
  readonly insert: (id: string) => void
  readonly remove: (id: string) => void
  readonly shift: (id: string, step: 1 | -1) => void
}

/** The keys of a table of waypoints, and the same for pointers. Both stay the same from edit to edit, so that rows that have not changed are not drawn again. */
export function useRowCommands(goTo: WaypointRows['goTo']): {
  commands: RowCommands
  onKeyDown: (event: KeyboardEvent) => void
} {
  const { routeEdited } = useVoyageActions()
  const { waypointSelected } = useEditorActions()
  return useMemo(() => {
    const route = () => currentPlan().route
    const select = (id: string | null, cell: string | null = null) => {
      waypointSelected(id)
      if (id !== null) goTo(id, cell)
    }
    const apply = (edit: RowEdit | null) => {
      if (!edit || edit.route === route()) return
      routeEdited(edit.route)
      select(edit.rowId)
    }
    const commands: RowCommands = {
      insert: (id) => {
        if (route().waypoints.length < MAX_EDITABLE_WAYPOINTS) return apply(insertBeside(route(), id))
        noteRoute({
          words: `A route has at most ${formatNumber(MAX_EDITABLE_WAYPOINTS)} waypoints. Nothing was inserted.`,
          about: route(),
          undoId: null,
        })
      },
      remove: (id) => apply(deleteRow(route(), id)),
      shift: (id, step) => apply(shiftRow(route(), id, step)),
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const row = target.closest<HTMLElement>('[data-waypoint]')
      const id = row?.dataset['waypoint']
      // Fields and lists of choices need these keys themselves.
      if (!row || id === undefined || target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return
      const command = rowCommand(event, target === row)
      if (!command) return
      event.preventDefault()
      if (command.do === 'go') select(idAt(route(), id, command.step), target.dataset['cell'] ?? null)
      else if (command.do === 'go-to') select(route().waypoints.at(command.end === 'first' ? 0 : -1)!.id)
      else if (command.do === 'shift') commands.shift(id, command.step)
      else if (command.do === 'sideways') sideways(row, target, command.step)
      else if (command.do === 'edit')
        (target === row ? row.querySelector<HTMLElement>('[data-cell="name"]') : target)?.click()
      else if (command.do === 'insert') commands.insert(id)
      else if (command.do === 'delete') commands.remove(id)
      else if (target === row) waypointSelected(null)
      else row.focus()
    }
    return { commands, onKeyDown }
  }, [goTo, routeEdited, waypointSelected])
}

/** To the next control of the row; back from the first one to the row itself. */
function sideways(row: HTMLElement, from: HTMLElement, step: 1 | -1): void {
  const controls = [...row.querySelectorAll<HTMLElement>('button, select')]
  const next = controls.indexOf(from) + step
  if (from === row) controls.at(step === 1 ? 0 : -1)?.focus()
  else if (next < 0) row.focus()
  else controls[next]?.focus()
}
