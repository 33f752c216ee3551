import { useDesktopNoticesSwitch } from '#src/state/desktop-notices.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { CheckField, TextField } from '#src/ui/form/field.tsx'
import styles from './settings-dialog.module.css'

/** How one is told of a task besides the badge and the title of the page. */
export function NoticeSettings() {
  const { isOn, refusal, toggled } = useDesktopNoticesSwitch()
  const address = usePreference('mailAddress')
  const { preferenceChosen } = usePreferenceActions()
  return (
    <>
      <CheckField
        label="Notify on this desktop"
        checked={isOn}
        disabled={refusal !== null}
        onChange={() => void toggled()}
      />
      {refusal && <p className={styles.note}>No notices on this desktop: {refusal}.</p>}
      <TextField
        label="Mail results to"
        type="email"
        autoComplete="email"
        value={address}
        hint="Used where the server has no address of yours. Whether a mail is sent is chosen with each request."
        onChange={({ target }) => preferenceChosen({ mailAddress: target.value })}
      />
    </>
  )
}
