import type { PersonalKind, PersonalSpan } from '@/lib/server/comments/personal-span.ts'

/** A synthetic comment; `truth` marks what tells a person in it. No real person, number or address is in the corpus. */
export type CorpusComment = { readonly text: string; readonly form: string; readonly truth: readonly PersonalSpan[] }

/** mulberry32: the same seed gives the same corpus on every machine. */
const randomOf = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const spelled = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
const nfd = (text: string): string => text.normalize('NFD')

const openings = [
  'Trạm y tế phục vụ tốt nhưng chờ lâu', 'Đường thôn 3 nhiều ổ gà, đèn hỏng từ lâu', 'Nhà trường thu nhiều khoản quá', 'Cảm ơn xã đã quan tâm',
  'Tôi nộp hồ sơ đất đai 2 lần vẫn chưa xong', 'Nước sạch hay bị cắt buổi tối', 'Loa phát thanh to quá vào 5 giờ sáng', 'Đề nghị xem lại việc thu phí',
  'Bếp ăn bán trú sạch sẽ, các cháu ăn ngon', 'Rác ở đầu làng ba ngày chưa ai dọn', 'mong xa lam lai cong thoat nuoc', 'Chỗ để xe của trạm chật, trời mưa là ướt hết',
] // biome-ignore format: a table
const closings = ['. Mong sớm được trả lời.', ', xin cảm ơn!', '', '.', ' nhé', '\nCảm ơn nhiều.', '. Đề nghị xã kiểm tra.']
const callBefore = [', gọi cho tôi số ', '. Điện thoại: ', ' (ĐT ', '; liên hệ ', '. Zalo ', ', sđt ', '. Alo cho nhà tôi: ']
const cardBefore = ['. CCCD ', ', số căn cước ', '. Căn cước công dân số: ', ', cccd: ', '. CMND của tôi ', ' số định danh ']

type Draw = {
  readonly below: (count: number) => number
  readonly pick: <T>(of: readonly T[]) => T
  readonly digits: (count: number) => string
}

const drawOf = (seed: number): Draw => {
  const random = randomOf(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T
  return { below, pick, digits: (count) => Array.from({ length: count }, () => below(10)).join('') }
}

const mobile = (draw: Draw): string =>
  draw.pick(['032', '035', '038', '056', '070', '079', '083', '088', '090', '091', '096', '098']) + draw.digits(7)
const landLine = (draw: Draw): string => draw.pick(['0221', '024', '028', '0226']).padEnd(4, '3') + draw.digits(7)
const card = (draw: Draw): string => draw.pick(['033', '001', '079', '034', '036']) + draw.digits(9)
const oldCard = (draw: Draw): string => draw.pick(['145', '012', '163', '151', '168']) + draw.digits(6)
const grouped = (digits: string, sizes: readonly number[], glue: string): string => {
  const groups: string[] = []
  let at = 0
  for (const size of sizes) {
    groups.push(digits.slice(at, at + size))
    at += size
  }
  if (at < digits.length) groups.push(digits.slice(at))
  return groups.join(glue)
}
const inWords = (digits: string, glue = ' '): string => [...digits].map((digit) => spelled[Number(digit)]).join(glue)
const colloquial = (digits: string): string =>
  [...digits]
    .map((digit, i) =>
      i > 0 && digit === '1' ? 'mốt' : i > 0 && digit === '5' ? 'lăm' : i > 0 && digit === '4' ? 'tư' : spelled[Number(digit)],
    )
    .join(' ')
/** "không chín, ba mươi hai, …": pairs read as tens. */
const inTens = (digits: string): string =>
  grouped(digits, [2, 2, 2, 2, 2], ' ').split(' ').map((pair) => {
    const [tens, ones] = [Number(pair[0]), Number(pair[1])]
    if (tens === 0) return `không ${spelled[ones]}`
    const end = ones === 0 ? '' : ones === 1 && tens > 1 ? ' mốt' : ones === 5 ? ' lăm' : ` ${spelled[ones]}`
    return tens === 1 ? `mười${end}` : `${spelled[tens]} mươi${end}`
  }).join(', ') // biome-ignore format: reads as one sentence
const mixed = (digits: string): string => `${inWords(digits.slice(0, 4))} ${digits.slice(4, 7)} ${inWords(digits.slice(7))}`
const fullWidth = (digits: string): string => [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
const abroad = (digits: string, sign: string): string => `${sign}${grouped(digits.slice(1), [3, 3], ' ')}`

type Form = readonly [name: string, kind: PersonalKind, before: readonly string[], make: (draw: Draw) => string]

const numberForms: readonly Form[] = [
  ['phone plain', 'phone', callBefore, mobile],
  ['phone spaced', 'phone', callBefore, (draw) => grouped(mobile(draw), [4, 3, 3], ' ')],
  ['phone spaced in pairs', 'phone', callBefore, (draw) => grouped(mobile(draw), [2, 2, 2, 2, 2], ' ')],
  ['phone each digit apart', 'phone', callBefore, (draw) => grouped(mobile(draw), Array(10).fill(1), ' ')],
  ['phone dotted', 'phone', callBefore, (draw) => grouped(mobile(draw), [4, 3, 3], '.')],
  ['phone dotted in pairs', 'phone', callBefore, (draw) => grouped(mobile(draw), [2, 2, 2, 2], '.')],
  ['phone with hyphens', 'phone', callBefore, (draw) => grouped(mobile(draw), [3, 3, 4], '-')],
  ['phone with spaced hyphens', 'phone', callBefore, (draw) => grouped(mobile(draw), [4, 3, 3], ' - ')],
  ['phone +84', 'phone', callBefore, (draw) => abroad(mobile(draw), '+84 ')],
  ['phone +84 joined', 'phone', callBefore, (draw) => `+84${mobile(draw).slice(1)}`],
  ['phone (+84)', 'phone', callBefore, (draw) => abroad(mobile(draw), '(+84) ')],
  ['phone 0084', 'phone', callBefore, (draw) => `0084${mobile(draw).slice(1)}`],
  ['phone spelled', 'phone', callBefore, (draw) => inWords(mobile(draw))],
  ['phone spelled with commas', 'phone', callBefore, (draw) => inWords(mobile(draw), ', ')],
  ['phone spelled with hyphens', 'phone', callBefore, (draw) => inWords(mobile(draw), '-')],
  ['phone spelled as spoken', 'phone', callBefore, (draw) => colloquial(mobile(draw))],
  ['phone spelled in tens', 'phone', callBefore, (draw) => inTens(mobile(draw))],
  ['phone spelled, NFD', 'phone', callBefore, (draw) => nfd(inWords(mobile(draw)))],
  ['phone spelled, no marks', 'phone', callBefore, (draw) => plain(inWords(mobile(draw)))],
  ['phone SPELLED', 'phone', callBefore, (draw) => inWords(mobile(draw)).toUpperCase()],
  ['phone partly spelled', 'phone', callBefore, (draw) => mixed(mobile(draw))],
  ['phone of full width', 'phone', callBefore, (draw) => fullWidth(mobile(draw))],
  ['phone with the letter O', 'phone', callBefore, (draw) => `O${mobile(draw).slice(1)}`],
  ['phone with hidden marks', 'phone', callBefore, (draw) => grouped(mobile(draw), [3, 3, 4], '\u200b')],
  ['phone over two lines', 'phone', callBefore, (draw) => grouped(mobile(draw), [4, 6], '\n')],
  ['phone, old eleven digits', 'phone', callBefore, (draw) => `0168${draw.digits(7)}`],
  ['land line', 'phone', callBefore, landLine],
  ['land line in brackets', 'phone', callBefore, (draw) => `(0221) ${draw.digits(3)} ${draw.digits(4)}`],
  ['card plain', 'identity', cardBefore, card],
  ['card spaced by three', 'identity', cardBefore, (draw) => grouped(card(draw), [3, 3, 3, 3], ' ')],
  ['card spaced by four', 'identity', cardBefore, (draw) => grouped(card(draw), [4, 4, 4], ' ')],
  ['card dotted', 'identity', cardBefore, (draw) => grouped(card(draw), [3, 3, 3, 3], '.')],
  ['card spelled', 'identity', cardBefore, (draw) => inWords(card(draw))],
  ['card spelled, NFD', 'identity', cardBefore, (draw) => nfd(inWords(card(draw)))],
  ['card spelled, no marks', 'identity', cardBefore, (draw) => plain(inWords(card(draw)))],
  ['old card plain', 'identity', cardBefore, oldCard],
  ['old card spaced', 'identity', cardBefore, (draw) => grouped(oldCard(draw), [3, 3, 3], ' ')],
  ['old card spelled', 'identity', cardBefore, (draw) => inWords(oldCard(draw))],
] // biome-ignore format: a table

const mailNames = ['nguyenvana', 'tran.thi.b', 'lehoa1980', 'tuan_pham', 'bacnam']
const hosts = ['gmail.com', 'yahoo.com.vn', 'hungyen.gov.vn', 'outlook.com']
const series = ['A', 'B', 'C', 'K', 'LD']
const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Đào', 'Ngô']
const middles = ['Văn', 'Thị', 'Đức', 'Xuân', 'Thu', 'Quang', 'Ngọc']
const givens = ['Hoa', 'Lan', 'Tuấn', 'Hùng', 'Hương', 'Bình', 'Thảo', 'Dũng', 'Oanh', 'Thuý', 'Khánh', 'Đức', 'Yến', 'Sơn', 'Nga']
const titles = ['ông', 'bà', 'anh', 'chị', 'cô', 'thầy', 'chú', 'bác', 'em']
const nameBefore = (title: string) => [
  `. Gặp ${title} `,
  `, nhờ ${title} `,
  ` vì ${title} `,
  `. ${title[0]?.toUpperCase()}${title.slice(1)} `,
]

const otherForms: readonly (readonly [name: string, kind: PersonalKind, before: (draw: Draw) => string, make: (draw: Draw) => string])[] = [
  ['e-mail', 'email', () => '. Thư: ', (draw) => `${draw.pick(mailNames)}@${draw.pick(hosts)}`],
  ['e-mail with spaces', 'email', () => ', mail ', (draw) => `${draw.pick(mailNames)} @ ${draw.pick(hosts).replace('.', ' . ')}`],
  ['e-mail spoken', 'email', () => ', mail ', (draw) => `${draw.pick(mailNames)} a còng ${draw.pick(hosts).replaceAll('.', ' chấm ')}`],
  ['e-mail (at)', 'email', () => ', mail ', (draw) => `${draw.pick(mailNames)}(at)${draw.pick(hosts)}`],
  ['plate of a car', 'plate', () => '. Xe biển ', (draw) => `${draw.pick(['89', '30', '17', '29'])}${draw.pick(series)}-${draw.digits(3)}.${draw.digits(2)}`],
  ['plate of a motorbike', 'plate', () => ', xe ', (draw) => `${draw.pick(['89', '17', '29'])}-${draw.pick(['B', 'F', 'M'])}${draw.below(9) + 1} ${draw.digits(3)}.${draw.digits(2)}`],
  ['plate in small letters', 'plate', () => ', biển số ', (draw) => `${draw.pick(['89', '30'])}${draw.pick(['a', 'b', 'k'])}${draw.digits(5)}`],
  ['given name', 'name', (draw) => draw.pick(nameBefore(draw.pick(titles))), (draw) => draw.pick(givens)],
  ['given name, NFD', 'name', (draw) => nfd(draw.pick(nameBefore(draw.pick(titles)))), (draw) => nfd(draw.pick(givens))],
  ['full name', 'name', (draw) => draw.pick(nameBefore(draw.pick(titles))), (draw) => `${draw.pick(surnames)} ${draw.pick(middles)} ${draw.pick(givens)}`],
  ['full name, NFD', 'name', (draw) => nfd(draw.pick(nameBefore(draw.pick(titles)))), (draw) => nfd(`${draw.pick(surnames)} ${draw.pick(middles)} ${draw.pick(givens)}`)],
  ['name after an office', 'name', (draw) => draw.pick(['. Bác sĩ ', ' vì cô giáo ', '. Trưởng thôn ', ' gặp chủ tịch ', '. Cô y tá ', ' nhờ cán bộ ']), (draw) => draw.pick(givens)],
  ['name in small letters', 'name', (draw) => draw.pick([' vì cô ', ', nhờ chị ', ' gặp anh ']), (draw) => draw.pick(['hoa', 'lan', 'tuấn', 'hùng', 'hương', 'thảo', 'dũng', 'oanh'])],
] // biome-ignore format: a table

/** Numbers and titles that tell nobody. */
const harmless: readonly ((draw: Draw) => string)[] = [
  (draw) => `, thu ${draw.below(900) + 100}.000 đồng một cháu`,
  (draw) => `. Dự án ${draw.below(9) + 1}.${draw.digits(3)}.000.000 đồng mà chưa xong`,
  (draw) => `, hẹn ngày ${draw.below(28) + 1}/${draw.below(12) + 1}/2024`,
  (draw) => `. Từ ${draw.below(28) + 1}/10/2024 đến ${draw.below(28) + 1}/11/2024 chưa trả`,
  () => '. Năm 2023 - 2024 tốt hơn năm trước',
  (draw) => `, chờ ${draw.below(50) + 10} phút, từ 7h30 đến 9h15`,
  () => '. Theo Quyết định 56/QĐ-BYT thì không phải nộp',
  () => '. Gọi 1900 9095 không ai nghe',
  (draw) => `, phòng ${draw.below(9) + 1}, ${draw.below(9) + 1} và ${draw.below(9) + 1} đều nóng`,
  () => '. Bác sĩ và cô y tá rất tận tình, bà con ai cũng khen',
  () => '. Các anh chị ở một cửa hướng dẫn rõ',
  () => '. Cô giáo dạy tốt, thầy hiệu trưởng quan tâm, các em ngoan',
  () => '. Ông bà già đi lại khó, trẻ em Việt Nam cần sân chơi',
  () => ', ba mẹ tôi chờ năm sáu hôm mà không có tám chín người như trước',
  (draw) => `. Diện tích ${draw.below(400) + 100} m2, hai thửa, tờ ${draw.below(20) + 1}`,
  () => '. Lớp có 35 em mà chỉ 12 quạt, 50% hỏng',
  () => '. Tôi đi xe 20k 5000 gửi xe',
  () => '. Cô thu tiền rõ ràng, chị liên hệ lại ngay',
] // biome-ignore format: a table

/** `each` comments of every form and as many again without anything personal in them, shuffled by nothing but the seed. */
export function commentCorpus(seed: number, each: number): readonly CorpusComment[] {
  const draw = drawOf(seed)
  const comments: CorpusComment[] = []
  const add = (form: string, kind: PersonalKind, before: string, told: string) => {
    const opening = draw.pick(openings) + before
    const closing = before.endsWith('(ĐT ') ? `)${draw.pick(closings)}` : draw.pick(closings)
    comments.push({ form, text: opening + told + closing, truth: [{ kind, start: opening.length, end: opening.length + told.length }] })
  }
  for (let i = 0; i < each; i += 1) {
    for (const [name, kind, before, make] of numberForms) add(name, kind, draw.pick(before), make(draw))
    for (const [name, kind, before, make] of otherForms) add(name, kind, before(draw), make(draw))
    for (const make of harmless)
      comments.push({ form: 'harmless', text: draw.pick(openings) + make(draw) + draw.pick(closings), truth: [] })
  }
  return comments
}
