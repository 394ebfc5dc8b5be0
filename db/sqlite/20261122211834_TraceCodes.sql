BEGIN TRANSACTION;
CREATE TABLE "prescriptions_goods_record" (
    "inst_id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "is_return" INTEGER NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "item_code" TEXT NOT NULL,
    "bchno" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "count_ten_thousandths" INTEGER NOT NULL,
    "moved_at" TEXT NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "codes" TEXT NOT NULL,
    "details" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_goods_record" PRIMARY KEY ("inst_id", "record_id")
);

CREATE TABLE "prescriptions_trace_code" (
    "code" TEXT NOT NULL CONSTRAINT "pk_prescriptions_trace_code" PRIMARY KEY,
    "state" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "inst_id" TEXT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "document" TEXT NULL,
    "at" TEXT NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "prescriptions_trace_event" (
    "code" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "move" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "sale_id" TEXT NULL,
    "document" TEXT NOT NULL,
    "is_split" INTEGER NOT NULL,
    "item_code" TEXT NULL,
    "bchno" TEXT NULL,
    "actor" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_trace_event" PRIMARY KEY ("code", "seq")
);

CREATE TABLE "prescriptions_trace_line" (
    "person_id" TEXT NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "feedetl_sn" TEXT NULL,
    CONSTRAINT "pk_prescriptions_trace_line" PRIMARY KEY ("person_id", "settlement_id", "code"),
    CONSTRAINT "fk_prescriptions_trace_line_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE INDEX "ix_prescriptions_goods_record_inst_id_bchno" ON "prescriptions_goods_record" ("inst_id", "bchno");

CREATE INDEX "ix_prescriptions_goods_record_person_id" ON "prescriptions_goods_record" ("person_id");

CREATE INDEX "ix_prescriptions_trace_event_person_id" ON "prescriptions_trace_event" ("person_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122211834_TraceCodes', '10.0.14');

COMMIT;

