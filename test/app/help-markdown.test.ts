import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { blocksOf, wordsOf } from '#src/app/help-markdown.ts'

const guide = readFileSync('docs/guide.md', 'utf8')

describe('the guide', () => {
  it('is short, and has its pictures by the names the page knows', () => {
    expect(guide.split('\n').length).toBeLessThanOrEqual(150)
    const pictures = blocksOf(guide).flatMap((block) => (block.kind === 'picture' ? [block.file] : []))
    expect(pictures).toEqual(['guide-plan.png', 'guide-tasks.png', 'guide-result.png', 'guide-palette.png'])
  })

  it('leaves nothing of how it is written in what is shown', () => {
    const words = blocksOf(guide).flatMap((block) => {
      if (block.kind === 'list') return block.items.flat()
      if (block.kind === 'table') return [...block.head, ...block.rows.flat()].flat()
      return block.kind === 'picture' ? [] : [...block.words]
    })
    expect(words.length).toBeGreaterThan(50)
    for (const { text } of words) expect(text).not.toMatch(/[`*#|[\]]/)
  })

  it('sets off buttons and keys', () => {
    expect(wordsOf('press `Draw`: **now**')).toEqual([{ text: 'press ', style: 'plain' }, { text: 'Draw', style: 'code' }, { text: ': ', style: 'plain' }, { text: 'now', style: 'strong' }])
  })
})
