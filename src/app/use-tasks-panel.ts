import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { useMedia } from './use-media.ts'

/** Below this the tasks lie over the map's edge, so they open only when the operator opens them. Kept in step with layout.module.css. */
const DRAWER_QUERY = '(min-width: 1024px) and (max-width: 1359px)'

/** Whether the tasks are in sight, docked on a wide screen, as a drawer on a narrower one. */
export function useTasksPanel(): { open: boolean; toggled: () => void; announced: () => void } {
  const drawer = useMedia(DRAWER_QUERY)
  const key = drawer ? 'tasksDrawerOpen' : 'tasksOpen'
  const open = usePreference(key)
  const { preferenceChosen } = usePreferenceActions()
  return {
    open,
    toggled: () => preferenceChosen({ [key]: !open }),
    // A request was sent: a docked panel comes into sight; a drawer would cover the map, so the badge tells instead.
    announced: () => !drawer && preferenceChosen({ tasksOpen: true }),
  }
}
