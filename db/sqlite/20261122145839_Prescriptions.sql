BEGIN TRANSACTION;
CREATE TABLE "prescriptions_event" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_event" PRIMARY KEY ("person_id", "rx_id", "seq"),
    CONSTRAINT "fk_prescriptions_event_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "prescriptions_file" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_prescriptions_file" PRIMARY KEY ("person_id", "rx_id")
);

CREATE TABLE "prescriptions_holding" (
    "inst_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_holding" PRIMARY KEY ("inst_id", "rx_id")
);

CREATE TABLE "prescriptions_number" (
    "inst_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "hosp_rxno" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    CONSTRAINT "pk_prescriptions_number" PRIMARY KEY ("inst_id", "rx_id")
);

CREATE TABLE "prescriptions_prescription" (
    "person_id" TEXT NOT NULL,
    "rx_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "hosp_rxno" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "prescriber" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "pharmacist" TEXT NULL,
    "holder" TEXT NULL,
    "is_to_be_revoked" INTEGER NOT NULL,
    "valid_until" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_prescriptions_prescription" PRIMARY KEY ("person_id", "rx_id"),
    CONSTRAINT "fk_prescriptions_prescription_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE INDEX "ix_prescriptions_holding_inst_id_is_open_since" ON "prescriptions_holding" ("inst_id", "is_open", "since");

CREATE UNIQUE INDEX "ix_prescriptions_number_inst_id_handle" ON "prescriptions_number" ("inst_id", "handle");

CREATE UNIQUE INDEX "ix_prescriptions_number_inst_id_hosp_rxno" ON "prescriptions_number" ("inst_id", "hosp_rxno");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122145839_Prescriptions', '10.0.14');

COMMIT;

