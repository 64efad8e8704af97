/** CSS's cubic-bezier() for d3: what moves by script keeps the pace of what moves by style sheet. */
export function easeBezier(x1: number, y1: number, x2: number, y2: number): (progress: number) => number {
  const along = (a: number, b: number, t: number) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3
  return (progress) => {
    if (progress <= 0 || progress >= 1) return progress <= 0 ? 0 : 1
    let low = 0
    let high = 1
    // 20 halvings: finer than a millionth, and x grows steadily with t.
    for (let step = 0; step < 20; step++) {
      const middle = (low + high) / 2
      if (along(x1, x2, middle) < progress) low = middle
      else high = middle
    }
    return along(y1, y2, (low + high) / 2)
  }
}
