export default function NotFound() {
  return (
    <main className="page narrow">
      <h1>Không có trang này</h1>
      <p>Địa chỉ có thể đã đổi, hoặc trang này không thuộc phạm vi của bạn.</p>
      <p lang="en">There is no such page, or it is not yours to see.</p>
      <p>
        <a href="/">Về trang đầu</a>
      </p>
    </main>
  )
}
