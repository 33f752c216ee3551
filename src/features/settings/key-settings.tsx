import { intend } from '#src/state/intents.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import styles from './settings-dialog.module.css'

/** Keys that may be in the way of some. */
export function KeySettings() {
  const letterKeys = usePreference('letterKeys')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <>
      <CheckField
        label="Keys of one letter or sign"
        checked={letterKeys}
        onChange={({ target }) => preferenceChosen({ letterKeys: target.checked })}
      />
      <p className={styles.note}>
        D, F and M while the map has the keyboard, and ? for the list of keys. Switch them off where speech is turned
        into keys.
      </p>
      <div className={styles.actions}>
        <Button size="small" onClick={() => intend('open-dialog', 'keys')}>
          Show keyboard shortcuts
        </Button>
      </div>
    </>
  )
}
