/** A piece of a line: words, set off or not. */
export interface Words {
  readonly text: string
  readonly style: 'plain' | 'strong' | 'code'
}

/** What the guide is made of. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'paragraph'; readonly words: readonly Words[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Words[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Words[])[]; readonly rows: readonly (readonly (readonly Words[])[])[] }
  | { readonly kind: 'picture'; readonly file: string; readonly alt: string }

const picture = /^!\[([^\]]*)\]\((?:.*\/)?([^/)]+)\)$/

/** `**set off**` and `` `keys and buttons` ``; nothing else is marked up in the guide. */
export function wordsOf(line: string): Words[] {
  return line.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(Boolean).map((text): Words => {
    if (text.startsWith('**')) return { text: text.slice(2, -2), style: 'strong' }
    return text.startsWith('`') ? { text: text.slice(1, -1), style: 'code' } : { text, style: 'plain' }
  })
}

function cellsOf(row: string): Words[][] {
  return row.replace(/^\||\|$/g, '').split('|').map((cell) => wordsOf(cell.trim()))
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines
  const shown = picture.exec(first)
  if (shown) return { kind: 'picture', alt: shown[1] ?? '', file: shown[2] ?? '' }
  if (first.startsWith('# ')) return { kind: 'title', words: wordsOf(first.slice(2)) }
  if (first.startsWith('## ')) return { kind: 'heading', words: wordsOf(first.slice(3)) }
  if (first.startsWith('- ')) return { kind: 'list', items: lines.map((line) => wordsOf(line.slice(2))) }
  if (first.startsWith('|')) return { kind: 'table', head: cellsOf(first), rows: lines.slice(2).map(cellsOf) }
  return { kind: 'paragraph', words: wordsOf(lines.join(' ')) }
}

/** The little of Markdown that the guide is written in: headings, paragraphs, lists, tables and pictures, parted by empty lines. */
export function blocksOf(markdown: string): Block[] {
  return markdown.split(/\n{2,}/).map((block) => block.split('\n').filter(Boolean)).filter((lines) => lines.length > 0).map(blockOf)
}
