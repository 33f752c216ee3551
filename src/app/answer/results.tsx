import { type ComponentProps, useState } from 'react'
import { AnswerResultsPart } from '../parts.tsx'
import { NoAnswer } from './no-answer.tsx'

/** The results; until the first answer only what will be here, and nothing of what draws it is loaded. */
export function Results(props: ComponentProps<typeof AnswerResultsPart>) {
  const [needed, setNeeded] = useState(false)
  if (props.answer && !needed) setNeeded(true)
  return needed ? <AnswerResultsPart {...props} /> : <NoAnswer />
}
