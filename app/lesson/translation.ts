/** Lessons in other languages: texts by key, each falling back to the original by itself. */
import type { Check, Lesson, Task } from './lesson.ts'

/** How much of a lesson is translated. */
export interface Coverage {
  readonly language: string
  /** Strings, and the text as one more. */
  readonly total: number
  readonly translated: number
  /** Keys that fall back; `lesson.md` for the text. */
  readonly missing: readonly string[]
  /** Keys that the lesson does not have. */
  readonly unknown: readonly string[]
}

type Translate = (key: string, text: string) => string

/** The lesson with every text that a person reads put through `t`, under its key. The only list of those texts. */
export function mapTexts(lesson: Lesson, t: Translate): Lesson {
  return {
    ...lesson,
    title: t('title', lesson.title),
    goal: t('goal', lesson.goal),
    after: lesson.after.map((text, at) => t(`after.${at}`, text)),
    tasks: lesson.tasks.map((task) => mapTask(task, (key, text) => t(`${task.id}.${key}`, text))),
  }
}

const maybe = (t: Translate, key: string, text: string | undefined) => (text === undefined ? undefined : t(key, text))

function mapTask(task: Task, t: Translate): Task {
  const { predict, choose, checks, hints, fail } = task
  return {
    ...task,
    title: t('title', task.title),
    ...(predict && { predict: {
      ...predict,
      ask: t('ask', predict.ask),
      explain: maybe(t, 'explain', predict.explain),
      choices: predict.choices.map((choice) => ({ ...choice, text: maybe(t, `choices.${String(choice.value)}`, choice.text), why: maybe(t, `choices.${String(choice.value)}.why`, choice.why) })),
    } }),
    ...(choose && { choose: { ask: t('ask', choose.ask), options: choose.options.map((option) => ({ ...option, text: t(`options.${option.id}`, option.text), why: t(`options.${option.id}.why`, option.why) })) } }),
    ...(checks && { checks: checks.map((check, at) => mapCheck(check, at, t)) }),
    ...(hints && { hints: hints.map((hint, at) => ({ ...hint, text: t(`hints.${at}`, hint.text) })) }),
    ...(fail && { fail: { ...fail, text: t('fail', fail.text) } }),
  }
}

function mapCheck(check: Check, at: number, t: Translate): Check {
  const named = { ...check, name: maybe(t, `checks.${at}`, check.name), else: maybe(t, `checks.${at}.else`, check.else) }
  return 'whatIf' in named ? { ...named, whatIf: { ...named.whatIf, name: t(`checks.${at}.whatIf`, named.whatIf.name) } } : named
}

/** Every text of `lesson.yaml` that a person reads, by its key: what a translator copies. */
export function textsOf(lesson: Lesson): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  mapTexts(lesson, (key, text) => (texts[key] = text))
  return texts
}

/** The lesson in a language. Whatever is not translated stays as it is. */
export function inLanguage(lesson: Lesson, language: string): Lesson {
  const translation = lesson.translations[language]
  if (!translation) return lesson
  return { ...mapTexts(lesson, (key, text) => translation.strings[key] ?? text), prose: translation.prose ?? lesson.prose }
}

/** How much of it there is. */
export function coverageOf(lesson: Lesson, language: string): Coverage {
  const translation = lesson.translations[language]
  const keys = Object.keys(textsOf(lesson))
  const strings = translation?.strings ?? {}
  const missing = [...keys.filter((key) => strings[key] === undefined), ...(translation?.prose ? [] : ['lesson.md'])]
  return { language, total: keys.length + 1, translated: keys.length + 1 - missing.length, missing, unknown: Object.keys(strings).filter((key) => !keys.includes(key)) }
}

/** A lesson as it is read in a language, and which of its texts are in it. */
export interface InLanguage {
  readonly lesson: Lesson
  /** What an original text says in the language; itself where it is not translated. */
  readonly say: (text: string) => string
  /** The texts that are in the language; all others are in the lesson's own. */
  readonly translated: ReadonlySet<string>
  /** Is the running text in it? */
  readonly hasProse: boolean
}

/** The lesson for a reader of a language; undefined where nothing of it is translated. */
export function readIn(lesson: Lesson, language: string): InLanguage | undefined {
  const translation = lesson.translations[language]
  if (!translation) return undefined
  const pairs = Object.entries(textsOf(lesson)).flatMap(([key, text]) => (translation.strings[key] === undefined ? [] : [[text, translation.strings[key]] as const]))
  const texts = new Map(pairs)
  return { lesson: inLanguage(lesson, language), say: (text) => texts.get(text) ?? text, translated: new Set(texts.values()), hasProse: translation.prose !== undefined }
}
