-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('commune', 'village', 'health-station', 'primary-school', 'one-stop-desk');

-- CreateEnum
CREATE TYPE "wave_status" AS ENUM ('draft', 'open', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "collection_mode" AS ENUM ('poster', 'slip', 'kiosk', 'enumerator', 'paper', 'import');

-- CreateTable
CREATE TABLE "commune" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "province_name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commune_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "unit_lineage" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_unit_id" UUID NOT NULL,
    "to_unit_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "share_of_population" DOUBLE PRECISION NOT NULL,
    "legal_basis" TEXT NOT NULL,

    CONSTRAINT "unit_lineage_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "population_margin" (
    "commune_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "variable" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "population_margin_pkey" PRIMARY KEY ("commune_id","wave_id","unit_id","instrument","variable","category")
);

-- CreateTable
CREATE TABLE "wave" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" "wave_status" NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "minimum_cell" INTEGER NOT NULL DEFAULT 5,
    "minimum_comments" INTEGER NOT NULL DEFAULT 10,
    "minimum_effective" INTEGER NOT NULL DEFAULT 30,

    CONSTRAINT "wave_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "instrument_version" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instrument_version_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "wave_instrument" (
    "commune_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "instrument_version_id" UUID NOT NULL,

    CONSTRAINT "wave_instrument_pkey" PRIMARY KEY ("commune_id","wave_id","instrument")
);

-- CreateTable
CREATE TABLE "collection_point" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "unit_id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "mode" "collection_mode" NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "replaced_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_point_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "response" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "village_id" UUID,
    "instrument_version_id" UUID NOT NULL,
    "mode" "collection_mode" NOT NULL,
    "day" DATE NOT NULL,
    "answers" SMALLINT[],
    "design_weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "cluster" TEXT,
    "content_hash" BYTEA NOT NULL,
    "receipt_key" BYTEA NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "response_flag" (
    "commune_id" UUID NOT NULL,
    "response_id" UUID NOT NULL,
    "flag" TEXT NOT NULL,

    CONSTRAINT "response_flag_pkey" PRIMARY KEY ("commune_id","response_id","flag")
);

-- CreateTable
CREATE TABLE "comment" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "instrument" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "receipt_key" BYTEA NOT NULL,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "score_snapshot" (
    "commune_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "method_version" TEXT NOT NULL,
    "model_hash" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "compared_with" UUID,
    "published_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "score_snapshot_pkey" PRIMARY KEY ("commune_id","id")
);

-- CreateTable
CREATE TABLE "score" (
    "commune_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "group_key" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "refusal" TEXT,
    "value" DOUBLE PRECISION,
    "standard_error" DOUBLE PRECISION,
    "lower" DOUBLE PRECISION,
    "upper" DOUBLE PRECISION,
    "degrees_of_freedom" DOUBLE PRECISION,
    "respondents" INTEGER,
    "effective_n" DOUBLE PRECISION,
    "design_effect" DOUBLE PRECISION,
    "dont_know_share" DOUBLE PRECISION,
    "from_value" DOUBLE PRECISION,
    "to_value" DOUBLE PRECISION,
    "from_lower" DOUBLE PRECISION,
    "from_upper" DOUBLE PRECISION,
    "to_lower" DOUBLE PRECISION,
    "to_upper" DOUBLE PRECISION,
    "p_value" DOUBLE PRECISION,
    "adjusted_p_value" DOUBLE PRECISION,
    "verdict" TEXT,
    "five_percent_mark" BOOLEAN,
    "detail" JSONB NOT NULL,
    "instrument_hash" TEXT NOT NULL,
    "method_version" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,

    CONSTRAINT "score_pkey" PRIMARY KEY ("commune_id","snapshot_id","unit_id","model","group_key","figure","level","code")
);

-- CreateTable
CREATE TABLE "published_series" (
    "province" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "component" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "published_series_pkey" PRIMARY KEY ("province","year","component")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "role" TEXT,
    "banned" BOOLEAN,
    "banReason" TEXT,
    "banExpires" TIMESTAMP(3),
    "communeId" UUID,
    "provinceCode" TEXT,
    "unitCode" TEXT,
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "impersonatedBy" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rateLimit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "rateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "commune_code_key" ON "commune"("code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_commune_id_code_key" ON "unit"("commune_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "wave_commune_id_code_key" ON "wave"("commune_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_version_commune_id_instrument_version_key" ON "instrument_version"("commune_id", "instrument", "version");

-- CreateIndex
CREATE UNIQUE INDEX "collection_point_code_key" ON "collection_point"("code");

-- CreateIndex
CREATE INDEX "response_commune_id_wave_id_instrument_version_id_id_unit_i_idx" ON "response"("commune_id", "wave_id", "instrument_version_id", "id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_commune_id_receipt_key_key" ON "response"("commune_id", "receipt_key");

-- CreateIndex
CREATE INDEX "comment_commune_id_wave_id_unit_id_idx" ON "comment"("commune_id", "wave_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "comment_commune_id_receipt_key_key" ON "comment"("commune_id", "receipt_key");

-- CreateIndex
CREATE INDEX "score_snapshot_commune_id_wave_id_taken_at_idx" ON "score_snapshot"("commune_id", "wave_id", "taken_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rateLimit_key_key" ON "rateLimit"("key");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_lineage" ADD CONSTRAINT "unit_lineage_commune_id_from_unit_id_fkey" FOREIGN KEY ("commune_id", "from_unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_lineage" ADD CONSTRAINT "unit_lineage_commune_id_to_unit_id_fkey" FOREIGN KEY ("commune_id", "to_unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "population_margin" ADD CONSTRAINT "population_margin_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "population_margin" ADD CONSTRAINT "population_margin_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wave" ADD CONSTRAINT "wave_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_version" ADD CONSTRAINT "instrument_version_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wave_instrument" ADD CONSTRAINT "wave_instrument_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wave_instrument" ADD CONSTRAINT "wave_instrument_commune_id_instrument_version_id_fkey" FOREIGN KEY ("commune_id", "instrument_version_id") REFERENCES "instrument_version"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_point" ADD CONSTRAINT "collection_point_commune_id_fkey" FOREIGN KEY ("commune_id") REFERENCES "commune"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_point" ADD CONSTRAINT "collection_point_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_commune_id_village_id_fkey" FOREIGN KEY ("commune_id", "village_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_commune_id_instrument_version_id_fkey" FOREIGN KEY ("commune_id", "instrument_version_id") REFERENCES "instrument_version"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response_flag" ADD CONSTRAINT "response_flag_commune_id_response_id_fkey" FOREIGN KEY ("commune_id", "response_id") REFERENCES "response"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_snapshot" ADD CONSTRAINT "score_snapshot_commune_id_wave_id_fkey" FOREIGN KEY ("commune_id", "wave_id") REFERENCES "wave"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_snapshot" ADD CONSTRAINT "score_snapshot_commune_id_compared_with_fkey" FOREIGN KEY ("commune_id", "compared_with") REFERENCES "score_snapshot"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_commune_id_snapshot_id_fkey" FOREIGN KEY ("commune_id", "snapshot_id") REFERENCES "score_snapshot"("commune_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_commune_id_unit_id_fkey" FOREIGN KEY ("commune_id", "unit_id") REFERENCES "unit"("commune_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- ------------------------------------------------------------------ what Prisma cannot say, written by hand

-- Values that mean something, refused where they do not.
ALTER TABLE "wave" ADD CONSTRAINT "wave_thresholds" CHECK ("minimum_cell" >= 5 AND "minimum_comments" >= 10 AND "minimum_effective" >= 30);
ALTER TABLE "wave" ADD CONSTRAINT "wave_dates" CHECK ("closes_at" > "opens_at");
ALTER TABLE "population_margin" ADD CONSTRAINT "population_margin_count" CHECK ("count" >= 0);
ALTER TABLE "unit_lineage" ADD CONSTRAINT "unit_lineage_share" CHECK ("share_of_population" > 0 AND "share_of_population" <= 1);
ALTER TABLE "response" ADD CONSTRAINT "response_answers" CHECK ("answers" IS NOT NULL AND coalesce(array_ndims("answers"), 1) = 1);
ALTER TABLE "response" ADD CONSTRAINT "response_design_weight" CHECK ("design_weight" > 0 AND "design_weight" < 'Infinity');
ALTER TABLE "comment" ADD CONSTRAINT "comment_text" CHECK ("text" <> '');
ALTER TABLE "score_snapshot" ADD CONSTRAINT "score_snapshot_kind" CHECK ("kind" IN ('open', 'closing'));
ALTER TABLE "score" ADD CONSTRAINT "score_figure" CHECK ("figure" IN ('score', 'change', 'distribution', 'count'));
ALTER TABLE "score" ADD CONSTRAINT "score_level" CHECK ("level" IN ('index', 'dimension', 'component', 'indicator', 'item'));
ALTER TABLE "score" ADD CONSTRAINT "score_verdict" CHECK ("verdict" IN ('rose', 'fell', 'no-clear-change', 'not-comparable'));
ALTER TABLE "score" ADD CONSTRAINT "score_refusal" CHECK ("refusal" IN ('too-few-answers', 'all-missing', 'single-psu', 'not-comparable', 'all-equal'));
-- A refused figure carries no number from which the refused one could be read.
ALTER TABLE "score" ADD CONSTRAINT "score_number_or_refusal" CHECK (
    "refusal" IS NULL
    OR num_nonnulls("value", "standard_error", "lower", "upper", "degrees_of_freedom", "design_effect", "dont_know_share",
                    "from_value", "to_value", "from_lower", "from_upper", "to_lower", "to_upper", "p_value", "adjusted_p_value", "five_percent_mark") = 0
);
ALTER TABLE "published_series" ADD CONSTRAINT "published_series_value" CHECK ("value" > 0);

-- Thresholds are fixed when the wave opens.
CREATE FUNCTION "keep_wave_thresholds"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD."status" <> 'draft' AND (NEW."minimum_cell", NEW."minimum_comments", NEW."minimum_effective")
        IS DISTINCT FROM (OLD."minimum_cell", OLD."minimum_comments", OLD."minimum_effective") THEN
        RAISE EXCEPTION 'the thresholds of a wave are fixed when it opens' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER "wave_thresholds_kept" BEFORE UPDATE ON "wave" FOR EACH ROW EXECUTE FUNCTION "keep_wave_thresholds"();

-- The role of the web process. Roles belong to the whole server: another database of it may have made this one already.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dan_cham_app') THEN
        CREATE ROLE "dan_cham_app" NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOLOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO "dan_cham_app";

-- A response, a comment, a frozen instrument and a score are written once: nobody but the owner can change or remove one.
GRANT SELECT, INSERT ON "response", "response_flag", "comment", "instrument_version", "score", "published_series" TO "dan_cham_app";
GRANT SELECT, INSERT, UPDATE ON "commune", "unit", "wave", "collection_point" TO "dan_cham_app";
GRANT SELECT, INSERT ON "score_snapshot" TO "dan_cham_app";
GRANT UPDATE ("published_at", "withdrawn_at", "reason") ON "score_snapshot" TO "dan_cham_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON "population_margin", "unit_lineage", "wave_instrument" TO "dan_cham_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON "user", "session", "account", "verification", "rateLimit" TO "dan_cham_app";

-- Row level security, the second wall. Without a commune in the transaction nothing is seen and nothing can be written.
-- app.commune: the commune's id. app.units: '' or unset = all its units, else a comma list of unit ids.
-- A commune's name and code are public and looked up before a scope is known, so the table itself may be read by all.
ALTER TABLE "commune" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "commune" FORCE ROW LEVEL SECURITY;
CREATE POLICY "commune_read" ON "commune" FOR SELECT USING (true);
CREATE POLICY "commune_insert" ON "commune" FOR INSERT WITH CHECK ("id" = nullif(current_setting('app.commune', true), '')::uuid);
CREATE POLICY "commune_update" ON "commune" FOR UPDATE USING ("id" = nullif(current_setting('app.commune', true), '')::uuid);

DO $$
DECLARE
    its_commune constant text := $p$"commune_id" = nullif(current_setting('app.commune', true), '')::uuid$p$;
    its_unit constant text := $p$(coalesce(current_setting('app.units', true), '') = '' OR %I = ANY (string_to_array(current_setting('app.units', true), ',')::uuid[]))$p$;
    its_table text;
    its_column text;
BEGIN
    FOR its_table, its_column IN VALUES
        ('wave', NULL), ('instrument_version', NULL), ('wave_instrument', NULL), ('score_snapshot', NULL),
        ('unit', 'id'), ('unit_lineage', 'to_unit_id'), ('population_margin', 'unit_id'), ('collection_point', 'unit_id'),
        ('response', 'unit_id'), ('comment', 'unit_id'), ('score', 'unit_id')
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', its_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', its_table);
        EXECUTE format('CREATE POLICY %I ON %I USING (%s)', its_table || '_scope', its_table,
            CASE WHEN its_column IS NULL THEN its_commune ELSE its_commune || ' AND ' || format(its_unit, its_column) END);
    END LOOP;
END $$;

-- A flag has no unit of its own: it is seen by whoever sees its response.
ALTER TABLE "response_flag" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "response_flag" FORCE ROW LEVEL SECURITY;
CREATE POLICY "response_flag_scope" ON "response_flag" USING (
    "commune_id" = nullif(current_setting('app.commune', true), '')::uuid
    AND EXISTS (SELECT FROM "response" r WHERE r."commune_id" = "response_flag"."commune_id" AND r."id" = "response_flag"."response_id")
);
