import { create } from 'zustand'
import type { SettingsFile } from './settings-file.ts'

/** The settings file that was taken last, and what was there before; until it is undone or seen. */
const useStore = create<{ taken: { readonly fileName: string; readonly before: SettingsFile } | null }>()(() => ({
  taken: null,
}))

export const settingsTaken = (fileName: string, before: SettingsFile): void =>
  useStore.setState({ taken: { fileName, before } })
export const takenSettingsSeen = (): void => useStore.setState({ taken: null })
export const useTakenSettings = () => useStore((state) => state.taken)
