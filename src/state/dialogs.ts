import { create } from 'zustand'

/** The dialogs that are opened from more than one place. */
export type DialogName = 'commands' | 'keys' | 'guide' | 'settings' | 'voyages' | 'limits' | 'sail-rest'

/** Which of them is open: one at a time. */
const useDialogs = create<{ open: DialogName | null }>()(() => ({ open: null }))

export const dialogOpened = (open: DialogName): void => useDialogs.setState({ open })
/** Another one may have been opened in its place meanwhile: that stays. */
export const dialogClosed = (name: DialogName): void =>
  useDialogs.setState(({ open }) => (open === name ? { open: null } : {}))
export const useOpenDialog = (): DialogName | null => useDialogs((state) => state.open)
