import { type Page, page, type Question, radio } from './questions.ts'
import { ratherNotSay, scale, text } from './scales.ts'

const profile = (vi: string, en: string) =>
  ({ role: 'profile', source: 'own; categories of the resident register', measures: [vi, en] }) as const

const sex = radio(
  'sex',
  ['Ông/bà là', 'You are'],
  scale(1, ratherNotSay, [
    ['Nam', 'A man'],
    ['Nữ', 'A woman'],
  ]),
  profile('Giới tính, để cân lại theo sổ dân cư', 'Sex, for raking to the register'),
)

const ageBand = radio(
  'age_band',
  ['Tuổi của ông/bà', 'Your age'],
  scale(1, ratherNotSay, [
    ['18-29', '18-29'],
    ['30-44', '30-44'],
    ['45-59', '45-59'],
    ['60 trở lên', '60 or over'],
  ]),
  profile('Nhóm tuổi, để cân lại theo sổ dân cư', 'Age band, for raking to the register'),
)

const grade = radio(
  'grade',
  ['Con học lớp mấy? (nếu nhiều con: con nhỏ nhất)', 'Your child’s grade? (if several: the youngest)'],
  scale(1, ratherNotSay, [
    ['Lớp 1', 'Grade 1'],
    ['Lớp 2', 'Grade 2'],
    ['Lớp 3', 'Grade 3'],
    ['Lớp 4', 'Grade 4'],
    ['Lớp 5', 'Grade 5'],
  ]),
  profile('Khối lớp, để cân lại theo số học sinh', 'Grade, for raking to the number of pupils'),
)

const comment: Question = {
  element: {
    type: 'comment',
    name: 'comment',
    title: text(['Ông/bà nói thêm (xin đừng ghi tên, số điện thoại)', 'Anything to add? (no names or phone numbers, please)']),
    maxLength: 1000,
  },
  items: [],
}

const aboutYou = (questions: readonly Question[]): Page => page('about_you', ['Về ông/bà', 'About you'], [...questions, comment])

/** Last page of every instrument: who answers, in the categories of the register, and one free comment. */
export const residentPage = aboutYou([sex, ageBand])
export const parentPage = aboutYou([grade, sex, ageBand])
