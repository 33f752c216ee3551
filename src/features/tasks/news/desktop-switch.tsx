import { Bell, BellOff } from 'lucide-react'
import { useDesktopNoticesSwitch } from '#src/state/desktop-notices.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'

/** Whether the desktop tells when a task ends. */
export function DesktopSwitch() {
  const { isOn, refusal, toggled } = useDesktopNoticesSwitch()
  if (refusal)
    return (
      <IconButton
        size="small"
        aria-disabled
        label={`No notices on this desktop: ${refusal}. The title and the badge tell.`}
        icon={<BellOff />}
      />
    )
  return (
    <IconButton
      size="small"
      aria-pressed={isOn}
      label="Notify on this desktop when a task ends"
      icon={isOn ? <Bell /> : <BellOff />}
      onClick={() => void toggled()}
    />
  )
}
