import { useState } from 'react'
import { usePreference, usePreferenceActions } from './preferences.ts'

interface DesktopNotices {
  readonly isOn: boolean
  /** Why there can be none, to complete `Desktop notices are not possible: …`; null: there can. */
  readonly refusal: string | null
  readonly toggled: () => Promise<void>
}

const isOffered = () => typeof Notification !== 'undefined' && window.isSecureContext

/** Do desktop notices tell when a task ends? The browser is asked when this is switched on, never before. */
export function useDesktopNoticesSwitch(): DesktopNotices {
  const wanted = usePreference('desktopNotices')
  const { preferenceChosen } = usePreferenceActions()
  const [permission, setPermission] = useState(() => (isOffered() ? Notification.permission : 'denied'))
  const isOn = wanted && permission === 'granted'
  const toggled = async () => {
    if (isOn) return preferenceChosen({ desktopNotices: false })
    const given = await Notification.requestPermission()
    setPermission(given)
    preferenceChosen({ desktopNotices: given === 'granted' })
  }
  const refusal =
    permission === 'denied' ? (isOffered() ? 'this browser blocks them for this site' : 'they need https') : null
  return { isOn, refusal, toggled }
}
