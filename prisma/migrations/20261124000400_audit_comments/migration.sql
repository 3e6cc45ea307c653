-- CreateTable
CREATE TABLE "comment_review" (
    "commune_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "released_text" TEXT,
    "reason" TEXT,
    "released_on" DATE,
    "due_on" DATE,
    "shown" BOOLEAN NOT NULL DEFAULT false,
    "answer" TEXT,
    "answered_on" DATE,

    CONSTRAINT "comment_review_pkey" PRIMARY KEY ("commune_id","comment_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "commune_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "previous_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("commune_id","sequence")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "commune_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("commune_id","day")
);

-- CreateTable
CREATE TABLE "nightly_run" (
    "commune_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "job" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "transaction_id" BIGINT,
    "rows" INTEGER NOT NULL,

    CONSTRAINT "nightly_run_pkey" PRIMARY KEY ("commune_id","day","job")
);

-- CreateIndex
CREATE INDEX "comment_review_commune_id_unit_id_wave_id_idx" ON "comment_review"("commune_id", "unit_id", "wave_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_commune_id_previous_hash_key" ON "audit_event"("commune_id", "previous_hash");

-- AddForeignKey
ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_commune_id_comment_id_fkey" FOREIGN KEY ("commune_id", "comment_id") REFERENCES "comment"("commune_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The nightly rewrite takes a response out and puts it back in one statement: its flags must bear that.
ALTER TABLE "response_flag" DROP CONSTRAINT "response_flag_commune_id_response_id_fkey";
ALTER TABLE "response_flag" ADD CONSTRAINT "response_flag_commune_id_response_id_fkey" FOREIGN KEY ("commune_id", "response_id") REFERENCES "response"("commune_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;



-- ------------------------------------------------------------------ what Prisma cannot say, written by hand

ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_status" CHECK (
    CASE "status"
        WHEN 'released' THEN "released_text" <> '' AND "released_on" IS NOT NULL
        WHEN 'redacted' THEN "released_text" <> '' AND "released_on" IS NOT NULL AND "reason" IS NOT NULL
        WHEN 'rejected' THEN "released_text" IS NULL AND "reason" IS NOT NULL AND NOT "shown" AND "answer" IS NULL
        ELSE false
    END);
ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_answer" CHECK (("answer" IS NULL) = ("answered_on" IS NULL) AND "answer" <> '');
ALTER TABLE "comment_review" ADD CONSTRAINT "comment_review_due" CHECK (("due_on" IS NULL) = ("released_on" IS NULL) AND "due_on" >= "released_on");
ALTER TABLE "nightly_run" ADD CONSTRAINT "nightly_run_job" CHECK ("job" IN ('rewrite', 'snapshot', 'audit-head'));
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_sequence" CHECK ("sequence" >= 1);
-- A row that does not follow from the one before cannot even be written.
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_hash" CHECK ("hash" = sha256("previous_hash" || int4send("sequence") || "body"));

-- Appends one event to the chain of a commune and returns its sequence number. The only way in: the app role may insert by this function
-- and not otherwise. SECURITY DEFINER, and bound by row level security all the same, since the owner is. A unit's act is written too,
-- though a unit does not see the trail: hence the units are lifted inside.
-- One writer of a commune at a time, until its transaction ends: the lock is taken before the head is read. A transaction that sees an
-- older moment (repeatable read) and meets a newer head fails with 40001, to be tried again.
CREATE FUNCTION "append_audit"("its_commune" uuid, "its_body" bytea) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    outer_units text := coalesce(current_setting('app.units', true), '');
    before_sequence integer;
    before_hash bytea;
BEGIN
    -- By hand, and put back below: only a superuser may write SET app.… into a function, and the owner of a hosted database is none.
    PERFORM set_config('app.units', '', true);
    PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || its_commune::text, 0));
    SELECT sequence, hash INTO before_sequence, before_hash
      FROM public.audit_event WHERE commune_id = its_commune ORDER BY sequence DESC LIMIT 1;
    before_sequence := coalesce(before_sequence, 0);
    before_hash := coalesce(before_hash, sha256(convert_to('dan-cham audit ' || its_commune::text, 'UTF8')));
    INSERT INTO public.audit_event (commune_id, sequence, previous_hash, hash, body)
    VALUES (its_commune, before_sequence + 1, before_hash, sha256(before_hash || int4send(before_sequence + 1) || its_body), its_body);
    PERFORM set_config('app.units', outer_units, true);
    RETURN before_sequence + 1;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'another act came first' USING ERRCODE = 'serialization_failure';
END $$;
REVOKE ALL ON FUNCTION "append_audit"(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "append_audit"(uuid, bytea) TO "dan_cham_app";

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the rows of % are never changed and never removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_kept" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_not_emptied" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_head_kept" BEFORE UPDATE OR DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_head_not_emptied" BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Heads and nightly runs are written by the nightly job, which is the owner; the app role reads them.
GRANT SELECT ON "audit_event", "audit_head", "nightly_run" TO "dan_cham_app";
GRANT SELECT, INSERT, UPDATE ON "comment_review" TO "dan_cham_app";

DO $$
DECLARE
    its_commune constant text := $p$"commune_id" = nullif(current_setting('app.commune', true), '')::uuid$p$;
    all_units constant text := $p$coalesce(current_setting('app.units', true), '') = ''$p$;
    its_table text;
BEGIN
    -- The trail and the nightly work are the whole commune's: a unit sees nothing of them.
    FOREACH its_table IN ARRAY ARRAY['audit_event', 'audit_head', 'nightly_run'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', its_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', its_table);
        EXECUTE format('CREATE POLICY %I ON %I USING (%s AND %s)', its_table || '_scope', its_table, its_commune, all_units);
    END LOOP;
    -- A unit sees what is shown of the comments assigned to it, and of the comments themselves nothing at all.
    ALTER TABLE "comment_review" ENABLE ROW LEVEL SECURITY;
    ALTER TABLE "comment_review" FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY "comment_review_scope" ON "comment_review" USING (%s AND (%s OR ("shown" AND "unit_id" = ANY (string_to_array(current_setting(%L, true), %L)::uuid[]))))',
        its_commune, all_units, 'app.units', ',');
    EXECUTE format('CREATE POLICY "comment_unreleased" ON "comment" AS RESTRICTIVE FOR SELECT USING (%s)', all_units);
END $$;
