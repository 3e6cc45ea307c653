/** Why something is done: one line, at least five letters. */
export function ReasonField({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name="reason" maxLength={500} autoComplete="off" />
    </div>
  )
}
