import { create } from 'zustand'

/** Each wish is a new object; the list of tasks takes it once the task is in it. */
const useSought = create<{ sought: { readonly id: string } | null }>()(() => ({ sought: null }))

/** A task of this browser is to be seen in the list of tasks. @param id of its submission */
export const taskSought = (id: string): void => useSought.setState({ sought: { id } })
export const soughtTaskFound = (): void => useSought.setState({ sought: null })
export const useSoughtTask = (): { readonly id: string } | null => useSought(({ sought }) => sought)
/** @returns a function that ends the subscription */
export const onTaskSought = (listener: () => void): (() => void) =>
  useSought.subscribe(({ sought }) => sought && listener())
