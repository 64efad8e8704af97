import type { LessonProblem } from '#lesson/format/problem'
import { Plain } from '../lesson-panel/Prose.tsx'
import styles from './ForeignLesson.module.css'

/** More than these nobody mends in one go. */
const mostShown = 60

/** All that is wrong with a lesson, file by file: where, what stands there, what was expected, how to mend it. */
export function ProblemList({ problems }: { problems: readonly LessonProblem[] }) {
  const files = [...new Set(problems.map(({ file }) => file))]
  const shown = new Set(problems.slice(0, mostShown))
  return (
    <>
      {files.filter((file) => problems.some((each) => each.file === file && shown.has(each))).map((file) => (
        <section key={file} className={styles.file} aria-label={file}>
          <h3>{file}</h3>
          <ul>
            {problems.filter((each) => each.file === file && shown.has(each)).map(({ line, path, found, expected, mend }, at) => (
              <li key={at}>
                <p className={styles.where}>{line === undefined ? 'The whole file' : `Line ${line}`}{path && <> <code>{path}</code></>}</p>
                <p>Found <code>{found}</code></p>
                <p>Expected <Plain text={expected} />.</p>
                {mend && <p className={styles.mend}><Plain text={sentence(mend)} /></p>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {problems.length > mostShown && <p>And {problems.length - mostShown} more.</p>}
    </>
  )
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`
