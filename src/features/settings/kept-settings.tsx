import { FileDown, FileUp, Gauge, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { limitIds } from '#src/domain/limits/limits.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { intend } from '#src/state/intents.ts'
import type { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { useLimitProfileActions, useLimitProfiles } from '#src/state/limit-profiles.ts'
import { Button } from '#src/ui/form/button.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { shipWords } from '#src/domain/voyage/ship.ts'
import { useShips, useShipsActions } from '#src/state/ships.ts'
import { useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { saveFile } from '#src/data/save-file.ts'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import styles from './settings-dialog.module.css'
import { currentSettings, MAX_SETTINGS_BYTES, readSettings, settingsText } from './settings-file.ts'
import { settingsTaken, useSettingsTaken } from './taken-settings.tsx'

/** The profiles this browser keeps; they are made from the limits of a voyage. */
export function LimitSettings() {
  const profiles = useLimitProfiles()
  const { profileForgotten } = useLimitProfileActions()
  return (
    <>
      {profiles.length === 0 ? (
        <p className={styles.note}>No profiles yet. Set limits for a voyage, then save them as a profile.</p>
      ) : (
        <ul className={styles.list}>
          {profiles.map((profile) => (
            <li key={profile.name} className={styles.entry}>
              <span className={styles.what}>
                {profile.name}
                <small>{wordsOf(profile)}</small>
              </span>
              <IconButton
                size="small"
                label={`Forget profile ${profile.name}`}
                icon={<Trash2 />}
                onClick={() => profileForgotten(profile)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button size="small" icon={<Gauge />} onClick={() => intend('open-dialog', 'limits')}>
          Set limits of this voyage
        </Button>
      </div>
    </>
  )
}

/** `MV Name · Wind 30 kn, Wave height 4.0 m`. */
function wordsOf({ ship, limits }: LimitProfile): string {
  const watched = limitIds.flatMap((id) =>
    limits[id] ? [`${limitWords[id].label} ${limitText(id, limits[id].limit)}`] : [],
  )
  return [ship?.name || ship?.imo, watched.join(', ') || 'Nothing is watched'].filter(Boolean).join(' · ')
}

/** The ships this browser remembers. */
export function ShipSettings() {
  const ships = useShips()
  const editable = useVoyageEditable()
  const { shipForgotten, shipRemembered } = useShipsActions()
  const { shipEdited } = useVoyageActions()
  if (ships.length === 0)
    return (
      <p className={styles.note}>
        No ships yet. Describe a ship beside the schedule of a voyage, then save it from there.
      </p>
    )
  return (
    <ul className={styles.list}>
      {ships.map((ship) => {
        const words = shipWords(ship) || 'Unnamed ship'
        const use = () => {
          shipEdited(ship)
          shipRemembered(ship)
        }
        return (
          <li key={words} className={styles.entry}>
            <span className={styles.what}>{words}</span>
            <Button size="small" tone="quiet" disabled={!editable} onClick={use}>
              Use in this voyage
            </Button>
            <IconButton size="small" label={`Forget ${words}`} icon={<Trash2 />} onClick={() => shipForgotten(ship)} />
          </li>
        )
      })}
    </ul>
  )
}

/** All settings as a file, for another browser; voyages are exported as routes. */
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
      settingsTaken({ fileName: file.name, file: settings, before })
    } catch (error) {
      setFailure(asAppError(error))
    }
  }
  const save = () =>
    saveFile({
      fileName: fileName('fairway settings', 'json'),
      content: new Blob([settingsText()], { type: 'application/json' }),
    })
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
        Units, numbers in tables, theme, limit profiles, ships, notices and keys. An imported file replaces the current
        settings; you can undo this.
      </p>
    </>
  )
}
