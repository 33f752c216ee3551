import { FileDown, FileUp, Gauge } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { KeptItem } from '#src/domain/library/kept-list.ts'
import { limitIds } from '#src/domain/limits/limits.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { intend } from '#src/state/intents.ts'
import type { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { Button } from '#src/ui/form/button.tsx'
import { type Ship, shipWords } from '#src/domain/voyage/ship.ts'
import { useShipsActions } from '#src/state/ships.ts'
import { useVoyageActions, useVoyageEditable } from '#src/state/voyage.ts'
import { saveFile } from '#src/data/save-file.ts'
import { AppError, asAppError } from '#src/domain/errors.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import { FailureNotice } from '#src/ui/overlay/failure-notice.tsx'
import styles from './settings-dialog.module.css'
import { currentSettings, MAX_SETTINGS_BYTES, readSettings, settingsText } from './settings-file.ts'
import {
  ForgetButton,
  type TeamItems,
  TeamNotices,
  teamProfiles,
  teamShips,
  useItemWords,
  useTeamItems,
} from './team-items.tsx'
import { settingsImported, useSettingsImport } from './imported-settings.tsx'

/** The profiles saved; they are made from the limits of a voyage. */
export function LimitSettings() {
  return (
    <>
      <SavedItems
        of={teamProfiles}
        none="No profiles yet. Set limits for a voyage, then save them as a profile."
        namesOf={(profile) => [profile.name, wordsOf(profile)]}
      />
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

/** The ships saved. */
export function ShipSettings() {
  const editable = useVoyageEditable()
  const { shipRemembered } = useShipsActions()
  const { shipEdited } = useVoyageActions()
  const use = (ship: Ship) => {
    shipEdited(ship)
    shipRemembered(ship)
  }
  return (
    <SavedItems
      of={teamShips}
      none="No ships yet. Describe a ship beside the schedule of a voyage, then save it from there."
      namesOf={(ship) => [shipWords(ship) || 'Unnamed ship', '']}
      actionsOf={(ship) => (
        <Button size="small" tone="quiet" disabled={!editable} onClick={() => use(ship)}>
          Use in this voyage
        </Button>
      )}
    />
  )
}

interface SavedItemsProps<D> {
  of: TeamItems<D>
  /** Said where there are none. */
  none: string
  /** What stands on the line, and below it. */
  namesOf: (doc: D) => readonly [string, string]
  actionsOf?: (doc: D) => ReactNode
}

/** A list that may be the team's too: each item with its author, and what can be done with it. */
export function SavedItems<D>({ of, none, namesOf, actionsOf }: SavedItemsProps<D>) {
  const items = useTeamItems(of)
  const itemWords = useItemWords(of)
  const [archived, setArchived] = useState<KeptItem<D> | null>(null)
  return (
    <>
      <TeamNotices of={of} archived={archived} onNoticed={() => setArchived(null)} />
      {items.length === 0 && <p className={styles.note}>{none}</p>}
      {items.length > 0 && (
        <ul className={styles.list}>
          {items.map((item) => {
            const [name, more] = namesOf(item.doc)
            return (
              <li key={item.id} className={styles.entry}>
                <span className={styles.what}>
                  {name}
                  {more && <small>{more}</small>}
                  <small>{itemWords(item)}</small>
                </span>
                <ForgetButton of={of} item={item} isSign onArchived={setArchived}>
                  {actionsOf?.(item.doc)}
                </ForgetButton>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

/** All settings as a file, for another browser; voyages are exported as routes. */
export function FileSettings() {
  const picker = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const take = useSettingsImport()
  const read = async (file: File) => {
    setFailure(null)
    try {
      if (file.size > MAX_SETTINGS_BYTES) throw new AppError('settings-unreadable', 'it is too large')
      const settings = readSettings(await file.text())
      const before = currentSettings()
      take(settings)
      settingsImported({ fileName: file.name, file: settings, before })
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
