/** Creates in batches of 1, 2, 4 … that stop at the first refusal. Stands for slowStartBatch, kubernetes/pkg/controller/replicaset/replica_set.go. */

/** Calls `create` for 0 … `count` - 1; false when one of them was refused, which its batch outlives but no later batch. */
export function slowStart(count: number, create: (index: number) => boolean): boolean {
  let fine = true
  for (let done = 0, batch = 1; done < count && fine; done += batch, batch *= 2) {
    for (let index = done; index < Math.min(done + batch, count); index++) if (!create(index)) fine = false
  }
  return fine
}
