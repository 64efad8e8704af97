import { createContext, Fragment, use, useMemo } from 'react'

/** Names of objects with a generated end or a number, taints, labels, images, fields and paths: what Kubernetes itself writes. */
const verbatim = [
  '“[^”]*”',
  '(?=[\\w./-]*[a-z])[\\w./-]+[=:](?=\\S)[\\w./:=-]*[\\w/]',
  '…?\\.?\\b[a-z][A-Za-z]*(?:[.[][\\w./:[\\]-]+)+[\\w\\]]',
  '\\b(?=[a-z0-9-]*\\d)[a-z][a-z0-9]*(?:-[a-z0-9]+)+\\b',
  '\\b(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|OnDelete|NoSchedule|NoExecute|maxUnavailable|maxSurge|minReadySeconds|nodeSelector)\\b',
  '\\b(?:DESIRED|CURRENT|READY|UP-TO-DATE|AVAILABLE|MISSCHEDULED)\\b',
]

/** Names that are in use below: they are set as Kubernetes' own words wherever they stand. */
export const NamesContext = createContext<ReadonlySet<string>>(new Set())

const none: readonly never[] = []

/** A sentence in which Kubernetes' own words are set as such. */
export function Verbatim({ text, more = none }: { text: string; more?: readonly (string | undefined)[] }) {
  const known = use(NamesContext)
  const names = useMemo(() => new Set([...known, ...more.filter((name) => name !== undefined)]), [known, more])
  const pattern = useMemo(() => {
    const own = [...names].sort((a, b) => b.length - a.length).map((name) => `(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`)
    return new RegExp(`(${[...own, ...verbatim].join('|')})`, 'g')
  }, [names])
  return text.split(pattern).map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>))
}
