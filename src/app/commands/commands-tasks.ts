import { useMutation } from '@tanstack/react-query'
import { taskMutations, useTaskActions, useTasks } from '#src/data/tasks/use-tasks.tsx'
import { answerNames } from '#src/domain/tasks/answer-name.ts'
import { knownAnswers, submissionOfKey } from '#src/domain/tasks/known-answers.ts'
import { isOwn } from '#src/domain/tasks/submission.ts'
import { intend } from '#src/state/intents.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { useShownKey } from '#src/state/shown-answer.ts'
import { useViewpoint } from '#src/state/viewpoint.ts'
import { useShowAnswer } from '../answer/use-show-answer.ts'
import { attempt } from '../attempt.ts'
import { type Command, plainCommand } from './commands.ts'

/** Asking for weather, following tasks, and the limits answers are compared with. */
export function useTaskCommands(): Command[] {
  const tasks = useTaskActions()
  const { mutateAsync: sendAgain } = useMutation(taskMutations.sendAgain(tasks))
  const { submissions } = useTasks()
  const shown = useShownKey()
  const { placeShown } = usePreferenceActions()
  const asked = shown === null ? null : submissionOfKey(submissions, shown)
  const again = asked && isOwn(asked) ? asked : null
  const command = (id: string, label: string, run: () => void, more: Partial<Command> = {}) =>
    plainCommand({ id, group: 'Weather', label, run, ...more })
  const recover = () => {
    placeShown('tasks')
    intend('recover-task')
  }
  return [
    command('update-weather', 'Update weather', () => again && attempt(async () => void (await sendAgain(again))), {
      enabled: again !== null,
      hint: again ? null : 'For an answer requested here',
      otherWords: 'refresh again newer forecast',
    }),
    command('check-now', 'Check tasks now', () => attempt(() => tasks.checkNow()), { otherWords: 'poll refresh' }),
    command('recover-task', 'Recover a task by name', recover, { otherWords: 'find search lost attach' }),
    ...useAnswerCommands(),
    command('limits', 'Limits of this voyage…', () => intend('open-dialog', 'limits'), {
      otherWords: 'caution wind wave profile',
    }),
    command('charter', 'Good weather by the charter party…', () => intend('open-dialog', 'charter'), {
      otherWords: 'performance speed evidence warranty',
    }),
  ]
}

/** A command to go to each answer of this browser, in its voyage. */
function useAnswerCommands(): Command[] {
  const { submissions } = useTasks()
  const from = useViewpoint()
  const shown = useShownKey()
  const { showAnswer } = useShowAnswer()
  const answers = knownAnswers(submissions)
  const names = answerNames(answers, from)
  return answers.map(({ key, taskName }) =>
    plainCommand({
      id: `answer-${key}`,
      group: 'Weather',
      label: `Show ${names.get(key) ?? taskName}`,
      otherWords: `answer results ${taskName}`,
      searched: true,
      enabled: key !== shown,
      run: () => attempt(() => showAnswer(key)),
    }),
  )
}
