import { Button } from '#src/ui/form/button.tsx'
import { Notice } from '#src/ui/overlay/notice.tsx'
import { useSettingsTaken } from './settings-file.ts'
import { takenSettingsSeen, useTakenSettings } from './taken-settings.ts'

/** That a settings file was taken, with its undo; stays until one of its buttons is pressed. */
export function TakenSettingsNotice({ wide }: { wide?: boolean }) {
  const taken = useTakenSettings()
  const take = useSettingsTaken()
  if (!taken) return null
  const undo = () => {
    take(taken.before)
    takenSettingsSeen()
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
          <Button size="small" tone="quiet" onClick={takenSettingsSeen}>
            Dismiss
          </Button>
        </>
      }
    >
      Settings were taken from “{taken.fileName}”.
    </Notice>
  )
}
