import { anonymityNotice, complaintNotice, retentionNotice, whyAsked } from '../instruments/notices.ts'
import type { Localised } from '../instruments/types.ts'
import type { Language } from './types.ts'

/** Every word that the citizen page says beside the questions. `{…}` is filled in by `say`. */
const texts = {
  rating: { vi: 'Ông/bà đang chấm điểm', en: 'You are rating' },
  demo: {
    vi: 'Dữ liệu minh hoạ: đây là bản dùng thử, không phải khảo sát thật.',
    en: 'Demonstration data: this is a trial, not a real survey.',
  },
  about: { vi: '{title}. Khoảng {minutes} phút.', en: '{title}. About {minutes} minutes.' },
  before: { vi: 'Trước khi trả lời', en: 'Before you answer' },
  whoAsks: { vi: '{who} hỏi. {why}', en: 'The {who} is asking. {why}' },
  anonymity: anonymityNotice,
  untraceable: {
    vi: 'Không lưu số điện thoại, địa chỉ mạng hay giờ trả lời: không ai biết phiếu nào là của ông/bà.',
    en: 'No phone number, network address or time of day is stored: nobody can tell which form is yours.',
  },
  retention: retentionNotice,
  complaint: complaintNotice,
  why: whyAsked,
  committee: { vi: 'UBND {commune}', en: 'People’s Committee of {commune}' },
  part: { vi: 'Phần {n}/{of}', en: 'Part {n} of {of}' },
  skipPart: { vi: 'Bỏ qua phần này', en: 'Skip this part' },
  conditional: {
    vi: 'Câu này chỉ dành cho một số người. Nếu không đúng với ông/bà, xin bỏ qua.',
    en: 'Only some people are asked this. If it does not apply to you, skip it.',
  },
  tickAll: { vi: 'Chọn tất cả những điều đúng.', en: 'Tick all that apply.' },
  commentHint: {
    vi: 'Không bắt buộc, tối đa {max} chữ cái.',
    en: 'Not required, at most {max} characters.',
  },
  village: { vi: 'Ông/bà sống ở thôn nào?', en: 'Which village do you live in?' },
  ratherNotSay: { vi: 'Không muốn nói', en: 'Rather not say' },
  consentTitle: { vi: 'Đồng ý và gửi', en: 'Agree and send' },
  consent: {
    vi: 'Tôi từ 18 tuổi trở lên và đồng ý để {who} dùng phiếu này để tính điểm.',
    en: 'I am 18 or over and agree that the {who} may use this form to compute scores.',
  },
  consentNeeded: {
    vi: 'Xin đánh dấu vào ô đồng ý, nếu ông/bà muốn gửi phiếu.',
    en: 'Please tick the box to agree, if you want to send the form.',
  },
  nothingAnswered: {
    vi: 'Phiếu chưa có câu trả lời nào. Xin trả lời ít nhất một câu.',
    en: 'Nothing is answered yet. Please answer at least one question.',
  },
  notPossible: { vi: 'Câu trả lời này không hợp lệ. Xin chọn lại.', en: 'This answer is not possible. Please choose again.' },
  tooLong: { vi: 'Ý kiến dài quá {max} chữ cái. Xin rút ngắn.', en: 'The comment is longer than {max} characters. Please shorten it.' },
  errors: { vi: 'Phiếu chưa gửi được', en: 'The form was not sent' },
  send: { vi: 'Gửi phiếu', en: 'Send' },
  sendAgain: { vi: 'Gửi lại', en: 'Send again' },
  sending: { vi: 'Đang gửi…', en: 'Sending…' },
  progress: { vi: 'Đã trả lời {n}/{of} câu', en: '{n} of {of} answered' },
  saved: { vi: 'Đã lưu trên máy này, chưa gửi được', en: 'Saved on this phone, not sent yet' },
  savedText: {
    vi: 'Máy chưa có mạng. Phiếu sẽ tự gửi khi trang này mở lại lúc có mạng. Khi gửi xong, ông/bà sẽ thấy mã biên nhận.',
    en: 'There is no connection. The form will be sent by itself when this page is open and the connection is back. You will then see a receipt code.',
  },
  tryNow: { vi: 'Thử gửi ngay', en: 'Try now' },
  notSaved: {
    vi: 'Máy này không lưu được phiếu. Xin giữ trang này mở rồi bấm “Gửi phiếu” lần nữa.',
    en: 'This phone cannot keep the form. Please leave this page open and press “Send” again.',
  },
  sentLater: { vi: 'Phiếu lưu trên máy này đã gửi xong. Mã biên nhận: ', en: 'The form kept on this phone has been sent. Receipt code: ' },
  refusedLater: {
    vi: 'Một phiếu lưu trên máy này không gửi được, vì đợt khảo sát đã đóng hoặc mã đã đổi.',
    en: 'A form kept on this phone could not be sent: the survey has closed or the code has changed.',
  },
  erase: { vi: 'Xóa khỏi máy này', en: 'Erase it from this phone' },
  draftFound: { vi: 'Trên máy này có một phiếu đang trả lời dở.', en: 'There is an unfinished form on this phone.' },
  draftContinue: { vi: 'Trả lời tiếp', en: 'Continue it' },
  draftNew: { vi: 'Bắt đầu phiếu mới', en: 'Start a new one' },
  received: { vi: 'Đã nhận phiếu', en: 'Your form has been received' },
  receivedFor: { vi: 'Cảm ơn ông/bà đã chấm điểm {unit}.', en: 'Thank you for rating {unit}.' },
  receiptCode: { vi: 'Mã biên nhận', en: 'Receipt code' },
  receiptText: {
    vi: 'Không cần giữ mã này. Nếu sau này muốn hỏi xem phiếu còn không, xin ghi mã lại. Mã không cho biết ông/bà là ai hay đã trả lời gì, và chỉ ông/bà có mã.',
    en: 'You need not keep this code. Write it down if you may want to ask later whether your form is there. It does not tell who you are or what you answered, and you alone have it.',
  },
  anotherPerson: { vi: 'Người khác trả lời', en: 'Another person answers' },
  conflictTitle: { vi: 'Máy này đã gửi một phiếu', en: 'A form has already been sent from this phone' },
  conflictText: {
    vi: 'Phiếu trước đã được lưu và không đổi được nữa. Các câu trả lời bên dưới khác với phiếu đó. Nếu đây là phiếu của một người khác, xin bấm “Người khác trả lời”.',
    en: 'The earlier form is stored and cannot be changed. The answers below differ from it. If they are another person’s, press “Another person answers”.',
  },
  unknownTitle: { vi: 'Không có điểm khảo sát này', en: 'There is no such collection point' },
  unknownText: {
    vi: 'Xin quét lại mã trên tờ giấy, hoặc kiểm tra từng chữ của mã.',
    en: 'Please scan the code on the poster again, or check it letter by letter.',
  },
  replacedTitle: { vi: 'Tờ giấy này đã được thay', en: 'This poster has been replaced' },
  replacedText: {
    vi: 'Mã cũ không dùng nữa. Tại {unit} đã có tờ mới: xin quét mã trên tờ mới đó.',
    en: 'The old code is no longer used. A new poster hangs at {unit}: please scan the code on that one.',
  },
  inactiveTitle: { vi: 'Điểm khảo sát này đã ngừng', en: 'This collection point is no longer used' },
  inactiveText: { vi: 'Phiếu không được nhận ở đây nữa.', en: 'Answers are no longer taken here.' },
  closedTitle: { vi: 'Đợt khảo sát đã đóng', en: 'The survey has closed' },
  closedText: {
    vi: 'Phiếu về {unit} không được nhận nữa. Cảm ơn ông/bà đã quan tâm.',
    en: 'Answers about {unit} are no longer taken. Thank you for your interest.',
  },
  pausedTitle: { vi: 'Đợt khảo sát đang tạm dừng', en: 'The survey is paused' },
  pausedText: {
    vi: 'Phiếu về {unit} chưa nhận được lúc này. Xin trở lại sau.',
    en: 'Answers about {unit} are not taken right now. Please come back later.',
  },
  notOpenTitle: { vi: 'Đợt khảo sát chưa mở', en: 'The survey is not open yet' },
  notOpenText: {
    vi: 'Phiếu về {unit} chưa được nhận. Xin trở lại sau.',
    en: 'Answers about {unit} are not taken yet. Please come back later.',
  },
  answersKept: { vi: 'Các câu trả lời vừa gửi còn trong trang này.', en: 'The answers that you sent are still in this page.' },
  awayTitle: { vi: 'Chưa gửi được, xin thử lại', en: 'Not sent yet, please try again' },
  awayText: {
    vi: 'Hệ thống đang bận hoặc đang bảo trì. Phiếu chưa được lưu. Các câu trả lời còn trong trang này: xin chờ một phút rồi bấm “Gửi lại”.',
    en: 'The system is busy or being repaired. The form is not stored yet. Your answers are still in this page: wait a minute, then press “Send again”.',
  },
  awayReadTitle: { vi: 'Trang chưa mở được, xin thử lại', en: 'The page cannot be shown, please try again' },
  awayReadText: {
    vi: 'Hệ thống đang bận hoặc đang bảo trì. Xin chờ một phút rồi mở lại trang.',
    en: 'The system is busy or being repaired. Wait a minute, then open the page again.',
  },
  tooLargeTitle: { vi: 'Phiếu quá lớn', en: 'The form is too large' },
  tooLargeText: {
    vi: 'Phiếu chưa được lưu. Xin quay lại trang trước và rút ngắn ý kiến.',
    en: 'The form is not stored. Please go back and shorten the comment.',
  },
  badRequestTitle: { vi: 'Phiếu gửi lên không đọc được', en: 'The form could not be read' },
  badRequestText: {
    vi: 'Phiếu chưa được lưu. Xin quay lại trang trước và gửi lại.',
    en: 'The form is not stored. Please go back and send it again.',
  },
  noReceiptTitle: { vi: 'Không có phiếu nào với mã này', en: 'There is no form with this code' },
  noReceiptText: { vi: 'Xin kiểm tra từng chữ của mã biên nhận.', en: 'Please check the receipt code letter by letter.' },
  offlineTitle: { vi: 'Chưa có mạng', en: 'There is no connection' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  skipToForm: { vi: 'Đến phần câu hỏi', en: 'Skip to the questions' },
} as const satisfies Record<string, Localised>

export type TextKey = keyof typeof texts

/** One text in one language, with `{name}` filled in. */
export function say(key: TextKey, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return texts[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole))
}

const kindsOfCommune: Readonly<Record<string, string>> = { Xã: 'commune', Phường: 'ward', 'Thị trấn': 'town', 'Đặc khu': 'special zone' }

/** "Xã Chí Tân" as it stands inside a sentence: "xã Chí Tân", "Chí Tân commune". */
function insideSentence(name: string, language: Language): string {
  const [, kind = '', rest = name] = /^(Xã|Phường|Thị trấn|Đặc khu) (.+)$/.exec(name) ?? []
  if (!kind) return name
  return language === 'vi' ? `${kind.toLowerCase()} ${rest}` : `${rest} ${kindsOfCommune[kind]}`
}

/** Who asks: "UBND xã Chí Tân". */
export const committeeOf = (communeName: string, language: Language): string =>
  say('committee', language, { commune: insideSentence(communeName, language) })
