import { memo } from 'react'
import type { Ledger, LedgerLine } from '#scene/ledger'
import { ledgerTitles } from '#scene/ledger'
import type { Scene } from '#scene/scene'
import { shortKey } from '../cluster-view/ShortKey.tsx'
import { pixelKind } from '../cluster-view/pixel-mark.ts'
import { useArrowKeys } from '../controls/use-arrow-keys.ts'
import { PixelSign } from './PixelSign.tsx'
import styles from './ReasonLedger.module.css'

export interface ReasonLedgerProps {
  ledger: Ledger
  scene: Scene
  chosen: string | undefined
  onChoose: (line: LedgerLine | undefined) => void
  pointed: string | undefined
}

/** Identifies a line from one count to the next. */
export const lineKey = ({ group, text }: LedgerLine): string => `${group} ${text}`

/** Legend, filter and text twin of a large cluster in one: each line a sentence with its count. */
export const ReasonLedger = memo(function ReasonLedger({ ledger, scene, chosen, onChoose, pointed }: ReasonLedgerProps) {
  const arrows = useArrowKeys()
  const groups = [...new Set(ledger.lines.map(({ group }) => group))]
  const { lines, nodes, cordoned } = ledger
  return (
    <section className={styles.ledger} aria-label="Reasons" data-pane="guide" tabIndex={-1}>
      <h2 className={styles.title}>{nodes.toLocaleString('en')} nodes, {lines.length === 1 ? '1 reason' : `${lines.length} reasons`}</h2>
      <p className={styles.lead}>Choose a reason to see its nodes.</p>
      <div {...arrows}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={ledgerTitles[group]}>
            <h3 className={styles.group}>{ledgerTitles[group]}</h3>
            {lines.filter((line) => line.group === group).map((line) => {
              const key = lineKey(line)
              const example = scene.nodes.get(line.example)
              const pod = example?.pods[example.pods.length - 1]
              return (
                <button
                  key={key} type="button" className={styles.line} tabIndex={key === chosen || (chosen === undefined && line === lines[0]) ? 0 : -1}
                  aria-pressed={key === chosen} data-pointed={(pointed !== undefined && line.nodes.has(pointed)) || undefined}
                  onClick={() => onChoose(key === chosen ? undefined : line)}
                >
                  <PixelSign kind={pixelKind(pod ?? { state: 'none', older: false }, example?.eligible ?? true)} />
                  <span className={styles.text}><Verbatim text={line.text} /></span>
                  <b>{line.nodes.size.toLocaleString('en')}</b>
                </button>
              )
            })}
          </div>
        ))}
      </div>
      <p className={styles.sum}><span>All nodes</span><b>{nodes.toLocaleString('en')}</b></p>
      {cordoned > 0 && <p className={styles.also}>{cordoned === 1 ? '1 node is' : `${cordoned.toLocaleString('en')} nodes are`} cordoned. For this DaemonSet they count like any other.</p>}
    </section>
  )
})

/** Keys of taints and labels stand in mono, shortened where everybody knows the prefix. */
function Verbatim({ text }: { text: string }) {
  const [, word, key] = /^(Taint|No label) (.+)$/.exec(text) ?? []
  if (word === undefined || key === undefined) return text
  return <>{word} <code title={key}>{shortKey(key)}</code></>
}
