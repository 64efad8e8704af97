/** The course as it is built into the page. Large: import it when lessons are first needed. */
import { readCourse, type Course } from '#lesson/course'

const texts = import.meta.glob<string>('../lessons/*/**/*.{md,yaml}', { query: '?raw', import: 'default', eager: true })
const pictures = import.meta.glob<string>('../lessons/*/**/*.{svg,png,jpg,webp}', { query: '?url', import: 'default', eager: true })

const below = <T>(files: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(files).map(([path, value]) => [path.replace(/^\.\.\/lessons\//, ''), value]))

/** All lessons in their chapters. */
export const builtInCourse = (): Course => readCourse(below(texts), Object.fromEntries(Object.keys(below(pictures)).map((path) => [path, 0])))

/** Where a picture of a lesson's folder is served. */
export const pictureUrl = (folder: string, file: string): string | undefined => below(pictures)[`${folder}/${file}`]

// While developing: an edited lesson takes its place without the page being loaded anew.
if (import.meta.hot) {
  import.meta.hot.accept((next) => {
    if (next) void import('./session/lesson/edited/course-edited.ts').then(({ courseEdited }) => courseEdited({ builtInCourse: next['builtInCourse'] as typeof builtInCourse, pictureUrl: next['pictureUrl'] as typeof pictureUrl }))
  })
}
