/**
 * One reading at a time; whoever asks while it runs shares the next one. So nobody gets an answer begun before they
 * asked, and the more ask, the fewer readings each of them costs.
 */
export function batched<Key, Value>(
  load: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  let last: Promise<unknown> = Promise.resolve()
  let next: { readonly keys: Set<Key>; readonly values: Promise<ReadonlyMap<Key, Value>> } | null = null
  const open = () => {
    const keys = new Set<Key>()
    const values = last.then(() => {
      next = null
      return load([...keys])
    })
    last = values.catch(() => undefined)
    return { keys, values }
  }
  return async (key) => {
    next ??= open()
    next.keys.add(key)
    return (await next.values).get(key)
  }
}
