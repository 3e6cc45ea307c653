// What `npm start` prints when everything runs: where to go, for whom, with which QR code.
import qrcode from 'qrcode'

const INSTRUMENTS = [
  ['health-station', 'Trạm y tế / Health station'],
  ['primary-school', 'Trường tiểu học / Primary school'],
  ['infrastructure', 'Hạ tầng cơ bản / Basic infrastructure'],
  ['one-stop-desk', 'Bộ phận một cửa / One-stop desk'],
  ['commune-life', 'Đời sống ở xã / Life in the commune'],
]

const nameOf = (instrument) => INSTRUMENTS.find(([id]) => id === instrument)?.[1] ?? instrument

/** One collection point of each instrument, in the order of the table above: the first that there is. */
const pick = (points) => INSTRUMENTS.flatMap(([id]) => points.find(({ instrument }) => instrument === id) ?? [])

/** A link that a person can open: 0.0.0.0 is no address to go to. */
export const localUrl = (host, port) => {
  const shown = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

async function printPoints(points, base, trial) {
  for (const { code, instrument, unit, commune } of pick(points)) {
    const url = `${base}/k/${code}`
    console.log(`${nameOf(instrument)}: ${unit}${unit === commune ? '' : `, ${commune}`}`)
    console.log(`${url}${trial ? '   BẢN THỬ (PUBLIC_URL is not set)' : ''}`)
    console.log(await qrcode.toString(url, { type: 'utf8', errorCorrectionLevel: 'M', margin: 2 }))
  }
}

export async function printWelcome({ host, port, publicUrl, communes, points, accounts, password, setUp = [] }) {
  const local = localUrl(host, port)
  const base = publicUrl ?? local
  console.log('')
  await printPoints(points, base, !publicUrl)
  console.log(`Dân Chấm: ${local}`)
  console.log(`Cán bộ đăng nhập / staff sign-in: ${local}/staff/sign-in`)
  for (const line of setUp) console.log(line)
  if (communes.length === 0) console.log('Chưa có xã nào / no commune yet: npm start -- --empty')
  if (accounts.length > 0) {
    console.log('Tài khoản minh hoạ / demo accounts:')
    for (const { email, name } of accounts) console.log(`  ${email.padEnd(24)} ${name}`)
    console.log(
      password
        ? `Mật khẩu chung / one password for all: ${password}`
        : 'Mật khẩu: như lần khởi động đầu / password: as printed at the first start, or the DEMO_PASSWORD of it',
    )
  }
  console.log('Dừng / stop: Ctrl+C')
}
