BEGIN TRANSACTION;
ALTER TABLE "visits_visit" ADD "proof_diagnosis" TEXT NULL;

ALTER TABLE "visits_visit" ADD "proof_on" TEXT NULL;

ALTER TABLE "visits_visit" ADD "proof_source" TEXT NULL;

ALTER TABLE "visits_visit" ADD "symptoms" TEXT NULL;

ALTER TABLE "visits_visit" ADD "turned_offline" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "visits_record" (
    "person_id" TEXT NOT NULL,
    "visit_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    CONSTRAINT "pk_visits_record" PRIMARY KEY ("person_id", "visit_id", "number"),
    CONSTRAINT "fk_visits_record_visits_visit_person_id_visit_id" FOREIGN KEY ("person_id", "visit_id") REFERENCES "visits_visit" ("person_id", "visit_id") ON DELETE CASCADE
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122212549_VisitRecords', '10.0.14');

COMMIT;

