BEGIN TRANSACTION;
CREATE TABLE "publicservice_asker" (
    "inst_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "entered_by" TEXT NOT NULL,
    "entered_at" TEXT NOT NULL,
    CONSTRAINT "pk_publicservice_asker" PRIMARY KEY ("inst_id", "number")
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122173710_ConsultationAsker', '10.0.14');

COMMIT;

