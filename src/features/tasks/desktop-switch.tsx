import { useState } from 'react'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { CheckField } from '#src/ui/field.tsx'

const isOffered = () => typeof Notification !== 'undefined' && window.isSecureContext

/** Whether the desktop tells when a task ends. The browser is asked when this is switched on, never before. */
export function DesktopSwitch() {
  const wanted = usePreference('desktopNotices')
  const { preferenceChosen } = usePreferenceActions()
  const [permission, setPermission] = useState(() => (isOffered() ? Notification.permission : 'denied'))
  const isDenied = permission === 'denied'

  async function change(checked: boolean) {
    if (!checked) return preferenceChosen({ desktopNotices: false })
    const given = await Notification.requestPermission()
    setPermission(given)
    preferenceChosen({ desktopNotices: given === 'granted' })
  }
  const hint = isDenied ? (isOffered() ? 'Blocked for this site in the browser; the title and the badge tell.' : 'Needs https; the title and the badge tell.') : undefined
  return <CheckField label="Notify on this desktop" hint={hint} disabled={isDenied} checked={wanted && permission === 'granted'} onChange={({ target }) => void change(target.checked)} />
}
