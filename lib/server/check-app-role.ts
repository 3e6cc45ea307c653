import { pool } from './db.ts'

/**
 * Refuses a database role for which row level security would not hold: superuser, BYPASSRLS, or owner of a table.
 *
 * @throws {Error} naming the fault in one sentence
 */
export const checkAppRole = async (): Promise<void> => {
  const { rows } = await pool().query<{ name: string; rolsuper: boolean; rolbypassrls: boolean; owner: boolean }>(
    `select rolname as name, rolsuper, rolbypassrls,
            exists (select from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and pg_has_role(current_user, c.relowner, 'member')) as owner
       from pg_roles where rolname = current_user`,
  )
  const [role] = rows
  if (!role) throw new Error('the role of APP_DATABASE_URL does not exist')
  const fault = role.rolsuper
    ? 'is a superuser'
    : role.rolbypassrls
      ? 'may bypass row level security'
      : role.owner
        ? 'owns the tables'
        : null
  if (fault) throw new Error(`the role "${role.name}" of APP_DATABASE_URL ${fault}: give the web process a role that has no such right`)
}
