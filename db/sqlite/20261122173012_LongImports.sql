BEGIN TRANSACTION;
ALTER TABLE "registry_uploaded_table" ADD "part" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "registry_uploaded_table" ADD "at" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00';

ALTER TABLE "registry_import" ADD "parts" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "registry_import" ADD "parts_done" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "registry_import" ADD "present" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "registry_import" ADD "refused" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "registry_import" ADD "written" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "registry_import_findings" (
    "inst_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "piece" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_registry_import_findings" PRIMARY KEY ("inst_id", "import_id", "piece")
);

CREATE TABLE "ef_temp_registry_uploaded_table" (
    "inst_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_registry_uploaded_table" PRIMARY KEY ("inst_id", "import_id", "part")
);

INSERT INTO "ef_temp_registry_uploaded_table" ("inst_id", "import_id", "part", "at", "content")
SELECT "inst_id", "import_id", "part", "at", "content"
FROM "registry_uploaded_table";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "registry_uploaded_table";

ALTER TABLE "ef_temp_registry_uploaded_table" RENAME TO "registry_uploaded_table";

COMMIT;

PRAGMA foreign_keys = 1;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122173012_LongImports', '10.0.14');

