import { create } from 'zustand'
import type { AppError } from '#src/domain/errors.ts'

/** Why something that was asked for away from its own place, such as from the list of commands, was not done; the last counts. */
const useStore = create<{ failure: AppError | null }>()(() => ({ failure: null }))

export const failureTold = (failure: AppError): void => useStore.setState({ failure })
export const failureSeen = (): void => useStore.setState({ failure: null })
export const useFailure = (): AppError | null => useStore((state) => state.failure)
