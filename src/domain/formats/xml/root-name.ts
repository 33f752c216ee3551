/**
 * Local name of the root element, or null where the text is no XML. What may stand before it is skipped: declaration,
 * comments, processing instructions, DOCTYPE.
 */
export function rootName(text: string): string | null {
  const prologue = /\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<![A-Z][^>[]*(?:\[[^\]]*\]\s*)?>)/y
  let start = 0
  for (;;) {
    prologue.lastIndex = start
    if (!prologue.test(text)) break
    start = prologue.lastIndex
  }
  const root = /\s*<(?:[\w.-]+:)?([\w.-]+)/y
  root.lastIndex = start
  return root.exec(text)?.[1] ?? null
}
