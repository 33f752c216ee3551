import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

const subscribe = (changed: () => void) => onlineManager.subscribe(changed)

/** Whether the browser has a network, followed as it comes and goes. The manager itself starts out as online. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
