import type { PersonalSpan } from './personal-span.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.split(/[\s,]+/).filter(Boolean))

const titles = words('ông bà anh chị cô thầy chú bác em cậu dì mợ cụ thím cháu bé')
const plainTitles = words('ong ba anh chi co thay chu bac em cau cu chau')
/** Offices stand between title and name ("cô giáo Hoa") or take the title's place ("trưởng thôn Tuấn"). Longest first. */
const offices = [
  'phó chủ tịch', 'phó bí thư', 'phó hiệu trưởng', 'phó trưởng thôn', 'phó trưởng trạm', 'phó công an', 'trưởng công an',
  'chủ tịch', 'bí thư', 'hiệu trưởng', 'hiệu phó', 'chủ nhiệm', 'trưởng thôn', 'trưởng xóm', 'trưởng trạm', 'trạm trưởng', 'phó trạm',
  'trưởng phòng', 'tổ trưởng', 'bác sĩ', 'bác sỹ', 'y sĩ', 'y sỹ', 'y tá', 'điều dưỡng', 'hộ sinh', 'dược sĩ', 'dược sỹ', 'giáo viên',
  'cán bộ', 'nhân viên', 'công chức', 'đồng chí', 'kế toán', 'văn thư', 'bảo vệ', 'địa chính', 'tư pháp', 'công an', 'một cửa', 'giáo', 'sĩ', 'sỹ',
].map((office) => office.split(' ')) // biome-ignore format: a table

/** Capitalised after a title and still no name. */
const notNames = words(
  'con chị em cô chú bác bà ông thầy cậu mợ dì cụ xã thôn trạm ủy uỷ ubnd hđnd trường huyện tỉnh hồ rịa nà ấy ta này kia đó ở và là làm có không rất đã đang bị nói cho xin cảm',
)
const surnames = words(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh đinh lâm mai tô cao hà tạ quách lưu thái chu đàm tống phùng khuất kiều lương',
)
const middles = words('văn thị thi đức xuân hữu ngọc thanh minh quang đình thế công bá')
/** Given names that are recognised in small letters too. */
const givenNames = words(
  `lan hoa hương hằng hạnh hà hải hùng dũng tuấn minh thuỷ thủy thuý thúy thảo trang linh ngọc nga nhung phương quang sơn thắng thành tùng tú
   vinh yến oanh loan mai liên huệ huyền hồng hoà hòa hiền hiếu giang dung đức cường chiến bình bích quyên quỳnh tuyết vân xuân toàn tiến thìn tý
   nhàn ngân năm nam long khoa khang kiên hưng duy đạt đông bảo bắc ánh an thoa thơm nụ nhài lương lợi hậu`,
)
/** In small letters the second word decides: "thu tiền", "liên hệ" are no names. */
const compounds = words('tiền phí hệ tục lạc quan mốt sau này huyết lý sự toàn ninh ngoài trong trước nay ơi à ạ dân dạng thường đội tâm')

type Word = { readonly text: string; readonly lower: string; readonly start: number; readonly end: number }

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(({ 0: found, index }) => {
    const nfc = found.normalize('NFC')
    return { text: nfc, lower: nfc.toLowerCase(), start: index, end: index + found.length }
  })

const isMostlyUpper = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length > 12 && letters.filter((letter) => letter === letter.toUpperCase()).length > 0.7 * letters.length
}
const hasDiacritics = (text: string): boolean => /[\p{M}đĐ]/u.test(text.normalize('NFD'))

/** Names of persons: capitalised words, or well-known names in small letters, after a title or an office; and surname, middle, given name. */
export const findNames = (text: string): PersonalSpan[] => {
  const all = wordsOf(text)
  const upper = isMostlyUpper(text)
  const isPlain = !hasDiacritics(text)
  const isTitle = (lower: string): boolean => titles.has(lower) || (isPlain && plainTitles.has(lower))
  const isNear = (a: Word | undefined, b: Word | undefined, between = /^[\s:]{1,3}$/): boolean =>
    a !== undefined && b !== undefined && between.test(text.slice(a.end, b.start))
  const isCapital = (word: Word | undefined): boolean =>
    word !== undefined &&
    !upper &&
    /^\p{Lu}/u.test(word.text) &&
    !notNames.has(word.lower) &&
    !(word.text.length > 2 && word.text === word.text.toUpperCase())
  const officeAt = (i: number): number =>
    offices.find((office) => office.every((part, k) => all[i + k]?.lower === part && (k === 0 || isNear(all[i + k - 1], all[i + k]))))
      ?.length ?? 0

  /** How many words from i on are a capitalised name, four at most; after the first, only a space lies between. */
  const capitals = (i: number): number => {
    let count = 0
    while (count < 4 && isCapital(all[i + count]) && (count === 0 || isNear(all[i + count - 1], all[i + count], /^[ \u00a0.]{1,2}$/)))
      count += 1
    return count
  }
  const small = (i: number): number => {
    const [first, second, third] = [all[i], all[i + 1], all[i + 2]]
    if (!first) return 0
    if (surnames.has(first.lower) && isNear(first, second, /^ $/) && second) {
      if (middles.has(second.lower) && third && isNear(second, third, /^ $/)) return 3
      if (givenNames.has(second.lower)) return 2
    }
    return givenNames.has(first.lower) && !(second && isNear(first, second) && compounds.has(second.lower)) ? 1 : 0
  }

  const spans: PersonalSpan[] = []
  const add = (from: number, count: number) => {
    const [first, last] = [all[from], all[from + count - 1]]
    if (first && last) spans.push({ kind: 'name', start: first.start, end: last.end })
  }
  for (let i = 0; i < all.length; i += 1) {
    const word = all[i]
    if (!word) break
    const before = all[i - 1]?.lower
    const office = officeAt(i)
    if (isTitle(word.lower) && before !== 'tiếng' && before !== 'trẻ' && before !== 'nước') {
      const behind = office > 0 ? office : 1 + officeAt(i + 1)
      const from = i + behind
      if (!isNear(all[from - 1], all[from])) continue
      const count = capitals(from) || small(from)
      if (count) add(from, count)
    } else if (office > 0 && isNear(all[i + office - 1], all[i + office])) {
      const count = capitals(i + office)
      if (count) add(i + office, count)
    } else if (surnames.has(word.lower) && isCapital(word)) {
      const count = capitals(i)
      const isWhole = count >= 3 || (count === 2 && middles.has(all[i + 1]?.lower ?? ''))
      if (
        isWhole &&
        !/^hồ chí minh$/.test(
          all
            .slice(i, i + 3)
            .map(({ lower }) => lower)
            .join(' '),
        )
      )
        add(i, count)
    }
  }
  return spans
}
