/** What is told of a word of the manifest that is pointed at: its field, and for an image what the catalogue knows. */
import { fieldWordsAt, type FieldWords } from '#apis/editing/hover'
import type { ImageCatalogue } from '#cluster/images'
import { imageWords } from './image-words.ts'

export interface HoverWords extends FieldWords {
  /** Of the value, where it is an image. */
  readonly image: string | undefined
}

/** Undefined where nothing is known of the word. */
export function hoverWordsAt(text: string, offset: number, images: ImageCatalogue): HoverWords | undefined {
  const words = fieldWordsAt(text, offset)
  return words && { ...words, image: words.name.endsWith('Container.image') && words.value ? imageWords(images, words.value) : undefined }
}
