-- CreateTable
CREATE TABLE "wave_event" (
    "commune_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wave_event_pkey" PRIMARY KEY ("commune_id","wave_id","number")
);

-- CreateTable
CREATE TABLE "snapshot_job" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "compared_with" UUID,
    "actor_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "snapshot_id" UUID,

    CONSTRAINT "snapshot_job_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateIndex
CREATE INDEX "snapshot_job_commune_id_wave_id_requested_at_idx" ON "snapshot_job"("commune_id", "wave_id", "requested_at");

-- AddForeignKey
ALTER TABLE "wave_event" ADD CONSTRAINT "wave_event_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_job" ADD CONSTRAINT "snapshot_job_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ------------------------------------------------------------------ what Prisma cannot say, written by hand

ALTER TABLE "wave_event" ADD CONSTRAINT "wave_event_act" CHECK (
    CASE "act"
        WHEN 'reopen' THEN "reason" <> '' AND "reason" IS NOT NULL
        ELSE "act" IN ('create', 'change', 'open', 'pause', 'resume', 'close')
    END);
ALTER TABLE "snapshot_job" ADD CONSTRAINT "snapshot_job_step" CHECK ("step" IN ('waiting', 'reading', 'scoring', 'guarding', 'writing', 'done', 'failed'));
ALTER TABLE "snapshot_job" ADD CONSTRAINT "snapshot_job_end" CHECK (
    ("finished_at" IS NOT NULL) = ("step" IN ('done', 'failed')) AND ("snapshot_id" IS NOT NULL) = ("step" = 'done') AND ("refusal" IS NOT NULL) = ("step" = 'failed'));
-- Two clicks, two officers: one snapshot of a wave is under way at a time.
CREATE UNIQUE INDEX "snapshot_job_under_way" ON "snapshot_job" ("commune_id", "wave_id") WHERE "finished_at" IS NULL;

-- What happened to a wave is never changed; of a job only how far it is.
GRANT SELECT, INSERT ON "wave_event", "snapshot_job" TO "dan_cham_app";
GRANT UPDATE ("step", "finished_at", "refusal", "snapshot_id") ON "snapshot_job" TO "dan_cham_app";

-- The running of waves is the commune's: a unit sees nothing of it.
DO $$
DECLARE
    its_table text;
BEGIN
    FOREACH its_table IN ARRAY ARRAY['wave_event', 'snapshot_job'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', its_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', its_table);
        EXECUTE format('CREATE POLICY %I ON %I USING (%s)', its_table || '_scope', its_table,
            $p$"commune_id" = nullif(current_setting('app.commune', true), '')::uuid AND coalesce(current_setting('app.units', true), '') = ''$p$);
    END LOOP;
END $$;
