BEGIN TRANSACTION;
ALTER TABLE "registry_entitlement" ADD "recorded_at" TEXT NULL;

ALTER TABLE "registry_enrolment" ADD "recorded_at" TEXT NULL;

ALTER TABLE "registry_disease_registration" ADD "recorded_at" TEXT NULL;

CREATE TABLE "platform_staff_record" (
    "name" TEXT NOT NULL CONSTRAINT "pk_platform_staff_record" PRIMARY KEY,
    "role" TEXT NOT NULL,
    "regions" TEXT NOT NULL,
    "institution" TEXT NULL,
    "token" TEXT NULL,
    "password" TEXT NULL,
    "code" TEXT NULL,
    "own_password" TEXT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_used_code" (
    "name" TEXT NOT NULL CONSTRAINT "pk_platform_used_code" PRIMARY KEY,
    "step" INTEGER NOT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122140712_StaffRecordsAndInsuredFacts', '10.0.14');

COMMIT;

