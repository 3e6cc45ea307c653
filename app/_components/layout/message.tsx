/** A page that has one thing to say: nothing here yet, and what will bring it. */
export function Message({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <main className="page narrow" id="content">
      <h1>{title}</h1>
      <p className="lead">{text}</p>
    </main>
  )
}
