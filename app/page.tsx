export default function HomePage() {
  return (
    <main className="page narrow">
      <h1>Dân Chấm</h1>
      <p className="lead">
        Người dân chấm điểm dịch vụ công của xã: trạm y tế, trường tiểu học, bộ phận một cửa, hạ tầng và đời sống trong thôn.
      </p>
      <p>
        Để trả lời, hãy quét mã QR dán tại nơi phục vụ. Phiếu không hỏi tên, không hỏi số điện thoại, và không ai biết phiếu nào của ai.
      </p>
      <p>
        <a href="/staff">Dành cho cán bộ</a>
      </p>
    </main>
  )
}
