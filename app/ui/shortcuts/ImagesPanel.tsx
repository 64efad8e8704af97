import { imageLines } from '#scene/manifest/image-words'
import { useSession } from '#session/use-session'
import { Images } from './Images.tsx'

/** The image catalogue of this cluster. */
export function ImagesPanel() {
  const images = useSession((state) => state.cluster.options.images)
  return <Images lines={imageLines(images)} />
}
