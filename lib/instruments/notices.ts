import type { Localised } from './types.ts'

/**
 * Raw answers are deleted this many months after the wave closed: long enough for the next year's wave to be compared with them, since a
 * comparison is computed anew from the answers of both. Kept by `lib/server/nightly/delete-old-answers.ts`.
 */
export const RETENTION_MONTHS = 24

/** Why people are asked. First sentence of every intro. */
export const whyAsked: Localised = {
  vi: 'Ý kiến của ông/bà giúp xã làm tốt hơn.',
  en: 'Your answers help the commune do better.',
}

/** Freedom to skip and anonymity. */
export const anonymityNotice: Localised = {
  vi: 'Phiếu không hỏi tên. Câu nào cũng có thể bỏ qua.',
  en: 'We do not ask your name. You may skip any question.',
}

/** How long raw answers are kept: shown by the citizen page before consent. */
export const retentionNotice: Localised = {
  vi: `Phiếu trả lời được giữ ${RETENTION_MONTHS} tháng rồi xóa.`,
  en: `Answers are kept for ${RETENTION_MONTHS} months, then deleted.`,
}

/** Not the way for a complaint or a denunciation, and where that goes. Last sentence of every intro. */
export const complaintNotice: Localised = {
  vi: 'Phiếu này không nhận khiếu nại, tố cáo: xin gửi nơi tiếp công dân, UBND xã, theo Luật Khiếu nại, Luật Tố cáo.',
  en: 'This form takes no complaints or denunciations: bring those to the citizen reception, commune People’s Committee, under the Law on Complaints and the Law on Denunciations.',
}

/** The intro of every instrument (`survey.description`). */
export const intro: Localised = {
  vi: [whyAsked.vi, anonymityNotice.vi, complaintNotice.vi].join(' '),
  en: [whyAsked.en, anonymityNotice.en, complaintNotice.en].join(' '),
}
