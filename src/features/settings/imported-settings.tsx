import { create } from 'zustand'
import { isSameShip } from '#src/domain/voyage/ship.ts'
import { useLimitProfileActions } from '#src/state/limit-profiles.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useShipsActions } from '#src/state/ships.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import type { SettingsFile } from './settings-file.ts'

/** Replaces all settings; the ships and profiles of the team stay as they are. */
export function useSettingsImport(): (settings: SettingsFile) => void {
  const { preferenceChosen, unitsChosen } = usePreferenceActions()
  const { profilesReplaced } = useLimitProfileActions()
  const { shipsReplaced } = useShipsActions()
  return ({ units, preferences, limitProfiles, ships }) => {
    unitsChosen(units)
    preferenceChosen(preferences)
    profilesReplaced(limitProfiles)
    shipsReplaced(ships)
  }
}

/** Takes back what a file added, also what the team has of it by now. */
function useAddedForgotten(): (file: SettingsFile, before: SettingsFile) => void {
  const { profileForgotten } = useLimitProfileActions()
  const { shipForgotten } = useShipsActions()
  return (file, before) => {
    const added = <T,>(inFile: readonly T[], known: readonly T[], isSame: (one: T, other: T) => boolean) =>
      inFile.filter((one) => !known.some((other) => isSame(one, other)))
    added(file.ships, before.ships, isSameShip).forEach(shipForgotten)
    added(file.limitProfiles, before.limitProfiles, (one, other) => one.name === other.name).forEach(profileForgotten)
  }
}

/** The settings file last imported, and what was there before; until it is undone or seen. */
interface ImportedSettings {
  readonly fileName: string
  readonly file: SettingsFile
  readonly before: SettingsFile
}

const useStore = create<{ taken: ImportedSettings | null }>()(() => ({ taken: null }))

export const settingsImported = (taken: ImportedSettings): void => useStore.setState({ taken })
export const importedSettingsSeen = (): void => useStore.setState({ taken: null })
const useImportedSettings = () => useStore((state) => state.taken)

/** Says that a settings file was imported, with its undo; stays until one of its buttons is pressed. */
export function ImportedSettingsNotice({ wide }: { wide?: boolean }) {
  const taken = useImportedSettings()
  const take = useSettingsImport()
  const forgetAdded = useAddedForgotten()
  if (!taken) return null
  const undo = () => {
    forgetAdded(taken.file, taken.before)
    take(taken.before)
    importedSettingsSeen()
  }
  return (
    <Notice
      tone="ok"
      wide={wide}
      actions={
        <>
          <Button size="small" onClick={undo}>
            Undo
          </Button>
          <Button size="small" tone="quiet" onClick={importedSettingsSeen}>
            Dismiss
          </Button>
        </>
      }
    >
      Settings imported from “{taken.fileName}”.
    </Notice>
  )
}
