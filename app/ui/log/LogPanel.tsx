import { Copy, Download, ListFilter } from 'lucide-react'
import { useMemo, useReducer, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { everything, type LogFilter } from '#scene/log/log-filter'
import { actorOf } from '#scene/steps/told-step'
import { logText, type Depth } from '#session/log/log-text'
import { StepReader } from '#session/log/step-reader'
import { StepTeller } from '#session/log/step-words'
import { StoryReader } from '#session/log/story-reader'
import { session } from '#session/session'
import { Button } from '../controls/Button.tsx'
import { downloadText } from '../download-text.ts'
import { paneSizes } from '../layout/pane-sizes.ts'
import { LogFilterFields } from './LogFilterFields.tsx'
import { LogList } from './LogList.tsx'
import { CallRow, StepRow } from './StepRows.tsx'
import { StoryRow } from './StoryRow.tsx'
import { ToStageContext } from './to-stage.ts'
import { useReader } from './use-reader.ts'
import styles from './Log.module.css'

export interface LogPanelProps {
  /** What stands in the bar before the log's own tools, and behind them. */
  before: ReactNode
  after: ReactNode
  onStage: (() => void) | undefined
}

const depths = [['story', 'Story'], ['steps', 'Steps'], ['calls', 'API calls']] as const
const depthKey = 'daemonset-lab.log-depth'
const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const

/** What has happened on this line, at three depths. */
export function LogPanel({ before, after, onStage }: LogPanelProps) {
  const [depth, setDepth] = useState<Depth>(rememberedDepth)
  const [filter, setFilter] = useState<LogFilter>(everything)
  const [filtering, setFiltering] = useState(false)
  const [said, setSaid] = useState('')
  const filtered = filter.about !== '' || filter.component !== undefined
  const choose = (chosen: Depth) => {
    paneSizes.setItem(depthKey, chosen)
    setDepth(chosen)
  }
  const text = async () => logText(session.getState().timeline, depth, filter, () => new Promise((resolve) => { setTimeout(resolve) }))
  const save = async () => downloadText(`daemonset-lab-${depth}.txt`, await text(), 'text/plain')
  const copy = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text().then((all) => new Blob([all], { type: 'text/plain' })) })])
      setSaid('Copied.')
    } catch {
      setSaid('This browser does not let the page copy. Save the log instead.')
    }
  }
  return (
    <ToStageContext value={onStage ?? nowhere}>
      <h2 className="visually-hidden">Log</h2>
      <header className={styles.bar}>
        {before}
        <div className={styles.depths} role="radiogroup" aria-label="Depth of the log">
          {depths.map(([value, name]) => (
            <label key={value}><input type="radio" name="log-depth" value={value} checked={depth === value} onChange={() => choose(value)} /><span>{name}</span></label>
          ))}
        </div>
        <span className={styles.space} />
        <Button iconOnly icon={<ListFilter {...icon} />} aria-label={filtered ? 'Filter the log, filtered now' : 'Filter the log'} title="Filter" aria-expanded={filtering} data-on={filtered || undefined} className={styles.tool} onClick={() => setFiltering(!filtering)} />
        <Button iconOnly icon={<Copy {...icon} />} aria-label="Copy the log" title="Copy all of it" onClick={() => void copy()} />
        <Button iconOnly icon={<Download {...icon} />} aria-label="Save the log as text" title="Save as a text file" onClick={() => void save()} />
        <span className="visually-hidden" role="status">{said}</span>
        {after}
      </header>
      {filtering && <LogFilterFields filter={filter} onFilter={setFilter} />}
      {depth === 'story' ? <StoryList key="story" filter={filter} /> : <StepList key={depth} depth={depth} filter={filter} />}
    </ToStageContext>
  )
}

const nowhere = () => undefined

function rememberedDepth(): Depth {
  const kept = paneSizes.getItem(depthKey)
  return depths.find(([value]) => value === kept)?.[0] ?? 'story'
}

const nothing = (filter: LogFilter) => (filter === everything ? 'Nothing has happened yet.' : `Nothing of this happened${filter.component === undefined ? '' : ` by ${actorOf(filter.component).replace('The', 'the')}`}.`)

function StoryList({ filter }: { filter: LogFilter }) {
  const reader = useMemo(() => new StoryReader(filter), [filter])
  const version = useReader(reader)
  const { nowMs } = session.getState().cluster
  if (reader.size === 0) return <p className={styles.none}>{nothing(filter)}</p>
  const { entries } = reader
  return (
    <LogList
      key={version === 0 ? 'unread' : 'read'} label="Log, story" size={entries.length} past={pastOf(reader, nowMs)} nowMs={nowMs} version={version} rowPx={28}
      row={(at) => <StoryRow entries={entries} at={at} nowMs={nowMs} />} onView={() => undefined}
    />
  )
}

/** In a larger cluster nothing is played again while time runs: it would cost frames. */
const mostNodes = 600
/** How long a view has to rest before its words are looked for, in ms. */
const restMs = 80

function StepList({ depth, filter }: { depth: 'steps' | 'calls'; filter: LogFilter }) {
  const reader = useMemo(() => new StepReader(filter, depth === 'calls'), [filter, depth])
  const teller = useMemo(() => new StepTeller(), [])
  const version = useReader(reader)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { timeline, cluster: { nowMs } } = session.getState()
  const bring = (from: number, to: number) => {
    clearTimeout(waiting.current)
    const entries = Array.from({ length: to - from }, (_, at) => reader.row(from + at)).flatMap((row) => (row?.kind === 'change' ? row.entry : []))
    if (entries.every((entry) => teller.find(session.getState().timeline, entry))) return
    waiting.current = setTimeout(() => {
      const { timeline: now, cluster, playing } = session.getState()
      if (playing && cluster.objects.nodes.size > mostNodes) return
      teller.bring(now, entries)
      redraw()
    }, restMs)
  }
  if (reader.size === 0) return <p className={styles.none}>{nothing(filter)}</p>
  const Row = depth === 'steps' ? StepRow : CallRow
  return (
    <LogList
      label={depth === 'steps' ? 'Log, steps' : 'Log, API calls'} size={reader.size} past={pastOf(reader, nowMs)} nowMs={nowMs} version={version} rowPx={depth === 'steps' ? 26 : 44} onView={bring}
      row={(at) => {
        const row = reader.row(at)
        return row && <Row row={row} words={row.kind === 'change' ? teller.find(timeline, row.entry) : undefined} />
      }}
    />
  )
}

/** How many entries are at this time (virtual ms) or before it. */
function pastOf(reader: Pick<StepReader, 'size' | 'atMs'>, nowMs: number): number {
  let [low, high] = [0, reader.size]
  while (low < high) {
    const middle = (low + high) >> 1
    if (reader.atMs(middle) <= nowMs) low = middle + 1
    else high = middle
  }
  return low
}
