import { Bell, BellOff } from 'lucide-react'
import { useState } from 'react'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/icon-button.tsx'

const isOffered = () => typeof Notification !== 'undefined' && window.isSecureContext

/** Whether the desktop tells when a task ends. The browser is asked when this is switched on, never before. */
export function DesktopSwitch() {
  const wanted = usePreference('desktopNotices')
  const { preferenceChosen } = usePreferenceActions()
  const [permission, setPermission] = useState(() => (isOffered() ? Notification.permission : 'denied'))
  const isOn = wanted && permission === 'granted'

  async function toggle() {
    if (isOn) return preferenceChosen({ desktopNotices: false })
    const given = await Notification.requestPermission()
    setPermission(given)
    preferenceChosen({ desktopNotices: given === 'granted' })
  }
  if (permission === 'denied') {
    const reason = isOffered() ? 'this browser blocks it for this site' : 'it needs https'
    return <IconButton size="small" aria-disabled label={`No notices on this desktop: ${reason}. The title and the badge tell.`} icon={<BellOff />} />
  }
  return <IconButton size="small" aria-pressed={isOn} label="Notify on this desktop when a task ends" icon={isOn ? <Bell /> : <BellOff />} onClick={() => void toggle()} />
}
