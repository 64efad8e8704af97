/** The mark of the lab: three machines with one pod each. */
export function Mark() {
  return (
    <svg width="38" height="14" viewBox="0 0 38 14" aria-hidden="true">
      {[0.7, 13.7, 26.7].map((x) => (
        <g key={x}>
          <rect x={x} y="0.7" width="10.6" height="12.6" rx="2.6" style={{ fill: 'none', stroke: 'currentColor', strokeWidth: 1.4 }} />
          <rect x={x + 3} y="6.2" width="4.6" height="4.6" rx="1.2" style={{ fill: 'var(--accent)' }} />
        </g>
      ))}
    </svg>
  )
}
