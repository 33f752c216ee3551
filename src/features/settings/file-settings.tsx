import { FileDown, FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { saveFile } from '#src/data/save-file.ts'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { Button } from '#src/ui/form/button.tsx'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import styles from './settings-dialog.module.css'
import { currentSettings, MAX_SETTINGS_BYTES, readSettings, settingsText, useSettingsTaken } from './settings-file.ts'
import { settingsTaken } from './taken-settings.ts'

/** All of the settings as a file, for another browser; voyages are exported as routes. */
export function FileSettings() {
  const picker = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const take = useSettingsTaken()
  const read = async (file: File) => {
    setFailure(null)
    try {
      if (file.size > MAX_SETTINGS_BYTES) throw new AppError('settings-unreadable', 'it is too large')
      const settings = readSettings(await file.text())
      const before = currentSettings()
      take(settings)
      settingsTaken(file.name, before)
    } catch (error) {
      setFailure(asAppError(error))
    }
  }
  const save = () =>
    saveFile({ fileName: 'fairway-settings.json', content: new Blob([settingsText()], { type: 'application/json' }) })
  return (
    <>
      {failure && (
        <FailureNotice
          failure={failure}
          actions={
            <Button size="small" onClick={() => setFailure(null)}>
              Dismiss
            </Button>
          }
        />
      )}
      <div className={styles.actions}>
        <Button icon={<FileDown />} onClick={save}>
          Export settings
        </Button>
        <Button icon={<FileUp />} onClick={() => picker.current?.click()}>
          Import settings
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Settings file"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = '' // so that the same file can be chosen again
            if (file) void read(file)
          }}
        />
      </div>
      <p className={styles.note}>
        Units, theme, limit profiles, ships, notices and keys. What a file brings takes the place of what is here, and
        can be undone.
      </p>
    </>
  )
}
