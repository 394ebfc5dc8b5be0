CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

BEGIN TRANSACTION;
CREATE TABLE "platform_batch_claim" (
    "person_id" TEXT NOT NULL,
    "mdtrt_id" TEXT NOT NULL,
    "chrg_bchno" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "settlement_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_batch_claim" PRIMARY KEY ("person_id", "mdtrt_id", "chrg_bchno", "generation")
);

CREATE TABLE "platform_claim" (
    "inst_id" TEXT NOT NULL,
    "infno" TEXT NOT NULL,
    "msgid" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "settlement_id" TEXT NULL,
    "result" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_claim" PRIMARY KEY ("inst_id", "infno", "msgid")
);

CREATE TABLE "platform_outbox" (
    "bucket" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    CONSTRAINT "pk_platform_outbox" PRIMARY KEY ("bucket", "id")
);

CREATE TABLE "platform_person_anchor" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_platform_person_anchor" PRIMARY KEY,
    "version" INTEGER NOT NULL
);

CREATE TABLE "registry_catalogue_entry" (
    "code" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "initial_copay_ten_thousandths" INTEGER NOT NULL,
    "charge_category" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "ceiling" INTEGER NULL,
    "restricted" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_catalogue_entry" PRIMARY KEY ("code", "valid_from")
);

CREATE TABLE "registry_institution" (
    "inst_id" TEXT NOT NULL CONSTRAINT "pk_registry_institution" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uscc" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

CREATE TABLE "registry_person_key" (
    "digest" TEXT NOT NULL CONSTRAINT "pk_registry_person_key" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL
);

CREATE TABLE "registry_practitioner" (
    "practitioner_id" TEXT NOT NULL CONSTRAINT "pk_registry_practitioner" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL
);

CREATE TABLE "registry_sign_in" (
    "inst_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "opter_no" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "signed_in_at" TEXT NOT NULL,
    "valid_until" TEXT NOT NULL,
    "signed_out_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_registry_sign_in" PRIMARY KEY ("inst_id", "id")
);

CREATE TABLE "registry_person" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_registry_person" PRIMARY KEY,
    "cert_type" TEXT NOT NULL,
    "certno" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "nation" TEXT NOT NULL,
    "birth_date" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_registry_person_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "visits_visit" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "ipt_otp_no" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "channel_ground" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "cert_type" TEXT NOT NULL,
    "began_at" TEXT NOT NULL,
    "began_on" TEXT NOT NULL,
    "doctor_code" TEXT NOT NULL,
    "doctor_name" TEXT NOT NULL,
    "dept_code" TEXT NOT NULL,
    "dept_name" TEXT NOT NULL,
    "caty" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "consent" INTEGER NULL,
    "real_time" INTEGER NULL,
    "first_visit" INTEGER NULL,
    "med_type" TEXT NULL,
    "dise_codg" TEXT NULL,
    "dise_name" TEXT NULL,
    "main_condition" TEXT NULL,
    "diagnosed_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_visits_visit" PRIMARY KEY ("person_id", "visit_id"),
    CONSTRAINT "fk_visits_visit_platform_person_anchor_person_id" FOREIGN KEY ("person_id") REFERENCES "platform_person_anchor" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_agreement" (
    "inst_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_agreement" PRIMARY KEY ("inst_id", "kind", "valid_from"),
    CONSTRAINT "fk_registry_agreement_registry_institution_inst_id" FOREIGN KEY ("inst_id") REFERENCES "registry_institution" ("inst_id") ON DELETE CASCADE
);

CREATE TABLE "registry_institution_standing" (
    "inst_id" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    "admdvs" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "grade" TEXT NULL,
    "ownership" TEXT NOT NULL,
    "business_nature" TEXT NOT NULL,
    "internet_hospital" INTEGER NOT NULL,
    "chronic_pharmacy" INTEGER NOT NULL,
    "evidence" TEXT NOT NULL,
    "signing" TEXT NOT NULL,
    CONSTRAINT "pk_registry_institution_standing" PRIMARY KEY ("inst_id", "valid_from"),
    CONSTRAINT "fk_registry_institution_standing_registry_institution_inst_id" FOREIGN KEY ("inst_id") REFERENCES "registry_institution" ("inst_id") ON DELETE CASCADE
);

CREATE TABLE "registry_licence" (
    "inst_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_licence" PRIMARY KEY ("inst_id", "kind", "valid_from"),
    CONSTRAINT "fk_registry_licence_registry_institution_inst_id" FOREIGN KEY ("inst_id") REFERENCES "registry_institution" ("inst_id") ON DELETE CASCADE
);

CREATE TABLE "registry_practice" (
    "practitioner_id" TEXT NOT NULL,
    "inst_id" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "title" TEXT NOT NULL,
    "qualification" TEXT NULL,
    "independent_practice_since" TEXT NULL,
    "standing" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_practice" PRIMARY KEY ("practitioner_id", "inst_id", "valid_from"),
    CONSTRAINT "fk_registry_practice_registry_practitioner_practitioner_id" FOREIGN KEY ("practitioner_id") REFERENCES "registry_practitioner" ("practitioner_id") ON DELETE CASCADE
);

CREATE TABLE "registry_disease_registration" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "benefit" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_disease_registration" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_disease_registration_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_enrolment" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "status" TEXT NULL,
    "psn_type" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "civil_servant" INTEGER NOT NULL,
    "employer" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_enrolment" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_enrolment_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_entitlement" (
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "insutype" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "pk_registry_entitlement" PRIMARY KEY ("person_id", "id"),
    CONSTRAINT "fk_registry_entitlement_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "registry_opening_balance" (
    "person_id" TEXT NOT NULL CONSTRAINT "pk_registry_opening_balance" PRIMARY KEY,
    "balance" INTEGER NOT NULL,
    "opened_on" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "fk_registry_opening_balance_registry_person_person_id" FOREIGN KEY ("person_id") REFERENCES "registry_person" ("person_id") ON DELETE CASCADE
);

CREATE TABLE "visits_diagnosis" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "diag_type" TEXT NOT NULL,
    "diag_code" TEXT NOT NULL,
    "diag_name" TEXT NOT NULL,
    "diag_dept" TEXT NOT NULL,
    "doctor_code" TEXT NOT NULL,
    "doctor_name" TEXT NOT NULL,
    "diagnosed_at" TEXT NOT NULL,
    CONSTRAINT "pk_visits_diagnosis" PRIMARY KEY ("person_id", "visit_id", "place"),
    CONSTRAINT "fk_visits_diagnosis_visits_visit_person_id_visit_id" FOREIGN KEY ("person_id", "visit_id") REFERENCES "visits_visit" ("person_id", "visit_id") ON DELETE CASCADE
);

CREATE INDEX "ix_platform_outbox_bucket_sent_at_created_at" ON "platform_outbox" ("bucket", "sent_at", "created_at");

CREATE UNIQUE INDEX "ix_registry_institution_code" ON "registry_institution" ("code");

CREATE UNIQUE INDEX "ix_registry_practitioner_code" ON "registry_practitioner" ("code");

CREATE INDEX "ix_registry_sign_in_inst_id_opter_no_signed_in_at" ON "registry_sign_in" ("inst_id", "opter_no", "signed_in_at");

CREATE INDEX "ix_visits_visit_person_id_began_on" ON "visits_visit" ("person_id", "began_on");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122010104_Initial', '10.0.14');

COMMIT;

