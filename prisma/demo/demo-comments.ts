import type { InstrumentId } from '@/lib/instruments/index.ts'
import { type DemoCommune, type DemoWave, demoPopulations } from './populations.ts'

export type DemoComment = { readonly wave: DemoWave; readonly instrument: InstrumentId; readonly unitCode: string; readonly text: string }

const healthStation = [
  'Chị y sĩ dặn uống thuốc rất cặn kẽ, tôi già nghe vẫn hiểu.',
  'Buổi sáng đông quá, nên phát số để khỏi chen.',
  'Nhà vệ sinh hay hết nước.',
  'Trạm sạch hơn năm ngoái, có quạt mát.',
  'Hết thuốc huyết áp phải ra hiệu mua ngoài.',
  'Bảng giá treo cao quá, chữ nhỏ khó đọc.',
  'Tiêm cho cháu nhanh, cán bộ nhẹ nhàng.',
  'Mong trạm khám cả chiều thứ bảy.',
  'Cần thêm ghế cho người già ngồi chờ.',
  'Khám bảo hiểm mà vẫn phải chờ lâu.',
  'Cảm ơn các cô chú ở trạm.',
  'Đề nghị có người chỉ cách lấy số bằng điện thoại.',
]
const schools = [
  'Cô giáo tận tình, hay nhắn cho gia đình biết cháu học thế nào.',
  'Nhà vệ sinh của các cháu còn hôi.',
  'Mong trường có mái che chỗ đón con khi mưa.',
  'Các khoản thu đầu năm nên dán ở bảng tin.',
  'Bữa ăn bán trú được, cháu ăn hết suất.',
  'Lớp đông quá, cháu ngồi cuối không thấy bảng.',
  'Cháu thích đến trường là gia đình vui rồi.',
  'Nên có thêm sách ở thư viện.',
  'Cổng trường giờ tan học xe cộ lộn xộn.',
  'Nước uống ở trường có khi không đủ.',
]
const desk = [
  'Cán bộ hướng dẫn một lần là xong, tôi rất hài lòng.',
  'Hẹn thứ ba mà thứ sáu mới có giấy.',
  'Chứng thực nhanh, lệ phí đúng bảng.',
  'Làm sổ đỏ phải đi lại nhiều, mong xã báo rõ thiếu giấy gì.',
  'Máy lấy số hay hỏng.',
  'Nên có người giúp các cụ nộp hồ sơ trên mạng.',
  'Thái độ nhẹ nhàng, nói dễ nghe.',
  'Chỗ để xe nắng quá.',
  'Xin ghi rõ số ngày giải quyết trên giấy hẹn.',
  'Khai sinh cho cháu chỉ mất một buổi.',
  'Gọi điện hỏi hồ sơ thì không ai nghe máy.',
  'Việc nào không làm được thì nói ngay cho dân biết.',
]
const works = [
  'Đường ra đồng còn lầy khi mưa.',
  'Đèn đường thôn tôi hỏng hai tháng chưa thay.',
  'Nước máy có hôm đục.',
  'Rác mỗi tuần lấy một lần, ngày nắng mùi lắm.',
  'Cột điện đầu ngõ nghiêng, đề nghị xem lại.',
  'Rãnh nước mới làm tốt, hết ngập.',
]
const life = [
  'Họp thôn nên báo trước vài ngày.',
  'Loa đài nói to và sớm quá.',
  'Có người đốt rơm, khói cả làng.',
  'Kênh sau nhà bẩn, xin xã cho nạo vét.',
  'Danh sách hộ nghèo năm nay công khai rõ ràng.',
  'Tôi không dùng điện thoại thông minh, mong xã vẫn dán giấy ở nhà văn hóa.',
  'Trưởng thôn nhiệt tình, gọi là đến.',
  'Có việc cần nói thêm, xin gọi ông Nguyễn Văn Mẫu, số 0900 000 000.',
]

/** Comments of the demo, short as people write them. One names a person and a number, so that the release step has something to stop. */
export function demoComments(commune: DemoCommune): DemoComment[] {
  const { prefix, schools: units } = demoPopulations[commune]
  const texts = (instrument: InstrumentId, unitCode: string, lines: readonly string[]): DemoComment[] =>
    lines.map((text, index) => ({ wave: index % 3 === 0 ? ('2023' as const) : ('2024' as const), instrument, unitCode, text }))
  return [
    ...texts('health-station', `${prefix}-TYT`, healthStation),
    ...texts('primary-school', units[0]?.code ?? '', schools),
    ...texts('primary-school', units[1]?.code ?? '', schools.slice(0, 4)),
    ...texts('one-stop-desk', `${prefix}-MC`, desk),
    ...texts('infrastructure', commune, works),
    ...texts('commune-life', commune, life),
  ]
}
