import { LINE, wrapLabel } from './lay-rows.ts'

const PADDING = 16
const NAMESPACE = 'http://www.w3.org/2000/svg'

export type PictureWords = {
  readonly title: string
  /** Units, and what else stands above the chart. */
  readonly units: string
  readonly source: string
}

const make = (name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement => {
  const element = document.createElementNS(NAMESPACE, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  if (text !== undefined) element.textContent = text
  return element
}

/** The chart as a picture that explains itself elsewhere: title, units, key, the drawing as it stands, source. */
export function pictureOf(drawing: SVGSVGElement, keys: readonly Element[], words: PictureWords): SVGSVGElement {
  const { width, height } = drawing.getBoundingClientRect()
  const whole = width + 2 * PADDING
  const picture = make('svg', { xmlns: NAMESPACE, 'font-family': '"Be Vietnam Pro", Arial, sans-serif', 'font-size': 14 }) as SVGSVGElement
  picture.append(make('rect', { width: '100%', height: '100%', fill: '#ffffff' }), make('title', {}, words.title))
  let y = PADDING
  const write = (text: string, attributes: Readonly<Record<string, string | number>> = {}) => {
    for (const line of wrapLabel(text, width)) {
      y += LINE
      picture.append(make('text', { x: PADDING, y: y - 4, fill: '#1b2430', ...attributes }, line))
    }
  }
  write(words.title, { 'font-weight': 700 })
  write(words.units, { fill: '#55606e', 'font-size': 12 })
  y += 6
  const chart = drawing.cloneNode(true) as SVGSVGElement
  for (const [name, value] of Object.entries({ x: PADDING, y, width, height })) chart.setAttribute(name, String(value))
  picture.append(chart)
  y += height + 6
  for (const key of keys) {
    const mark = key.querySelector('svg')?.cloneNode(true) as SVGSVGElement | undefined
    for (const [name, value] of Object.entries({ x: PADDING, y: y + 3, width: 12, height: 12 })) mark?.setAttribute(name, String(value))
    if (mark) {
      mark.setAttribute('color', getComputedStyle(key).color)
      picture.append(mark)
    }
    y += LINE
    picture.append(make('text', { x: PADDING + 20, y: y - 4, fill: '#1b2430', 'font-size': 12 }, key.textContent?.trim() ?? ''))
  }
  y += 4
  write(words.source, { fill: '#55606e', 'font-size': 12 })
  y += PADDING
  picture.setAttribute('width', String(whole))
  picture.setAttribute('height', String(y))
  picture.setAttribute('viewBox', `0 0 ${whole} ${y}`)
  return picture
}

/** As pixels, twice as many as on the screen. */
export async function pixelsOf(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 2 * image.width
  canvas.height = 2 * image.height
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png')
  })
}
