/** Whether a lesson's text speaks only of what there is, and whether its false ideas are all met by a wrong answer. */
import { readManifest } from '#apis/manifest'
import { linksIn, type Target } from './format/prose.ts'
import { openingManifest, type Lesson } from './lesson.ts'

/** What is wrong, a sentence each. */
export function textProblems(lesson: Lesson): readonly string[] {
  const met = new Set(lesson.answers.wrong.map(({ hint }) => hint))
  return [
    ...linksIn(lesson.prose).flatMap((target) => deadLink(lesson, target)),
    ...Object.values(lesson.translations).flatMap(({ prose }) => (prose ? linksIn(prose).flatMap((target) => deadLink(lesson, target)) : [])),
    ...(lesson.misconceptions ?? []).filter((tag) => !met.has(tag)).map((tag) => `no wrong answer leads to ${tag}`),
  ]
}

function deadLink(lesson: Lesson, target: Target): readonly string[] {
  switch (target.kind) {
    case 'node':
    case 'pod': {
      const name = target.kind === 'node' ? target.name : target.node
      return lesson.start.from !== undefined || nodeNames(lesson).has(name) ? [] : [`the text speaks of node ${name}, which never joins`]
    }
    case 'manifest': {
      const [document] = readManifest(openingManifest(lesson)).documents
      if (!document) return [`the text speaks of ${target.path}, but there is no manifest`]
      return document.places.has(target.path) ? [] : [`the text speaks of ${target.path}, which the manifest does not have`]
    }
    default:
      return []
  }
}

/** Every node that is there at the start or joins in an act, also of a what-if. */
function nodeNames({ start, files, tasks, answers }: Lesson): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { value } of readManifest(start.cluster === undefined ? '' : (files[start.cluster] ?? '')).documents) {
    const object = value as { readonly kind?: string; readonly metadata?: { readonly name?: string } }
    if (object.kind === 'Node') names.add(object.metadata?.name ?? '')
  }
  const acts = [...(start.acts ?? []), ...answers.solution, ...tasks.flatMap(({ predict, checks = [] }) => [...(predict?.acts ?? []), ...checks.flatMap((check) => ('whatIf' in check ? check.whatIf.acts : []))])]
  for (const act of acts) if ('join' in act) for (const { name } of act.join) names.add(name)
  return names
}
