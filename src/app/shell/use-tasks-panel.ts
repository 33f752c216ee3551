import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { hasSheet, useScreenSize } from '#src/ui/page/use-media.ts'

/** Are the tasks in sight: docked on a wide screen, a drawer on a narrower one, a tab of the sheet on a small one? */
export function useTasksPanel(): { open: boolean; toggled: () => void; announced: () => void } {
  const size = useScreenSize()
  const docked = usePreference('tasksOpen')
  const drawn = usePreference('tasksDrawerOpen')
  const sheetPlace = usePreference('sheetPlace')
  const sheetSnap = usePreference('sheetSnap')
  const { preferenceChosen, placeShown } = usePreferenceActions()
  const wide = size === 'wide'
  if (hasSheet(size)) {
    const open = sheetPlace === 'tasks' && sheetSnap !== 'low'
    // The tab's badge shows that a request was sent; the form stays under the finger.
    return {
      open,
      toggled: () => (open ? preferenceChosen({ sheetSnap: 'low' }) : placeShown('tasks')),
      announced: () => undefined,
    }
  }
  return {
    open: wide ? docked : drawn,
    toggled: () => preferenceChosen(wide ? { tasksOpen: !docked } : { tasksDrawerOpen: !drawn }),
    // A request was sent: a docked panel comes into sight; a drawer would cover the map, so the badge tells instead.
    announced: () => wide && preferenceChosen({ tasksOpen: true }),
  }
}
