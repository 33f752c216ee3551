import { dialogOpened } from '#src/state/dialogs.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
// The guide as it is kept with the project's documents: one text, here and there.
import guide from '../../docs/guide.md?raw'
import styles from './help-guide.module.css'
import { type Block, blocksOf, type Words } from './help-markdown.ts'

const pictures = import.meta.glob<string>('../../docs/images/guide-*.png', { query: '?url', import: 'default', eager: true })

const urlOf = (file: string): string | undefined => Object.entries(pictures).find(([path]) => path.endsWith(`/${file}`))?.[1]

/** The guide, to be read in the page. */
export function HelpGuide({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open wide isText title="Guide" onClose={onClose} actions={<Button onClick={() => dialogOpened('keys')}>Show keyboard shortcuts</Button>}>
      <article className={styles.guide}>
        {blocksOf(guide).map((block, index) => (
          <Part key={index} block={block} />
        ))}
      </article>
    </Dialog>
  )
}

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case 'title':
      return null // the dialog's own
    case 'heading':
      return <h3><Line words={block.words} /></h3>
    case 'paragraph':
      return <p><Line words={block.words} /></p>
    case 'list':
      return <ul>{block.items.map((item, index) => <li key={index}><Line words={item} /></li>)}</ul>
    case 'table':
      return <Rows block={block} />
    case 'picture': {
      const url = urlOf(block.file)
      return url ? <img src={url} alt={block.alt} loading="lazy" /> : null
    }
  }
}

function Rows({ block: { head, rows } }: { block: Extract<Block, { kind: 'table' }> }) {
  return (
    <table>
      <thead>
        <tr>{head.map((cell, index) => <th key={index} scope="col"><Line words={cell} /></th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>{row.map((cell, column) => <td key={column}><Line words={cell} /></td>)}</tr>
        ))}
      </tbody>
    </table>
  )
}

function Line({ words }: { words: readonly Words[] }) {
  return words.map(({ text, style }, index) => {
    if (style === 'strong') return <strong key={index}>{text}</strong>
    return style === 'code' ? <code key={index}>{text}</code> : text
  })
}
