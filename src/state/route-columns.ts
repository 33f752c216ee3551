import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface ColumnsState {
  /** Keys of the columns that are not shown. */
  hidden: readonly string[]
}

/** Which columns of the full route table the operator has hidden; kept in localStorage. */
const useStore = create<ColumnsState>()(
  persist((): ColumnsState => ({ hidden: [] }), { name: 'fairway.route-columns', version: 1 }),
)

export const useHiddenColumns = () => useStore((state) => state.hidden)
export function routeColumnToggled(key: string): void {
  useStore.setState(({ hidden }) => ({
    hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key],
  }))
}
