/** While developing: tells in the terminal what is wrong with the lessons, at the beginning and after each edit. */
import { fileURLToPath } from 'node:url'
import type { Plugin, ViteDevServer } from 'vite'
import type { Course } from '../app/lesson/course.ts'
import type { LessonProblem } from '../app/lesson/format/problem.ts'

const lessons = fileURLToPath(new URL('../lessons', import.meta.url))
/** Editors write several files at once, in wall ms. */
const restMs = 150

/** The plugin of the development server. */
export function lessonProblems(): Plugin {
  let said = ''
  const tell = async (server: ViteDevServer): Promise<void> => {
    const [{ readFolder }, { readCourse }, { printProblem }] = (await Promise.all(['lesson-folders-cli', 'course', 'format/problem'].map((name) => server.ssrLoadModule(`/app/lesson/${name}.ts`)))) as [
      { readFolder: (root: string) => { texts: Record<string, string>; pictures: Record<string, number> } },
      { readCourse: (texts: Record<string, string>, pictures: Record<string, number>) => Course },
      { printProblem: (problem: LessonProblem) => string },
    ]
    const { texts, pictures } = readFolder(lessons)
    const { problems } = readCourse(texts, pictures)
    const lines = Object.entries(problems).flatMap(([folder, found]) => found.map((problem) => `  lessons/${folder}/${printProblem(problem)}`))
    const text = lines.join('\n')
    if (text === said) return
    said = text
    if (lines.length === 0) server.config.logger.info('All lessons can be read again.', { timestamp: true })
    else server.config.logger.warn(`Lessons that cannot be read; the page shows their last good version:\n${text}`, { timestamp: true })
  }
  return {
    name: 'lesson-problems',
    apply: 'serve',
    configureServer(server) {
      if (process.env['VITEST']) return
      let timer: NodeJS.Timeout | undefined
      const soon = (file: string): void => {
        if (!file.startsWith(lessons)) return
        clearTimeout(timer)
        timer = setTimeout(() => void tell(server).catch((error: unknown) => server.config.logger.error(String(error))), restMs)
      }
      for (const event of ['change', 'add', 'unlink'] as const) server.watcher.on(event, soon)
      server.httpServer?.once('listening', () => soon(lessons))
    },
  }
}
