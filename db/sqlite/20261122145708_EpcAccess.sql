BEGIN TRANSACTION;
ALTER TABLE "registry_access" ADD "epc_app_id" TEXT NULL;

ALTER TABLE "registry_access" ADD "epc_numbers" TEXT NULL;

ALTER TABLE "registry_access" ADD "epc_public_key" BLOB NULL;

ALTER TABLE "registry_access" ADD "epc_signature" TEXT NULL;

CREATE INDEX "ix_registry_access_epc_app_id" ON "registry_access" ("epc_app_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122145708_EpcAccess', '10.0.14');

COMMIT;

