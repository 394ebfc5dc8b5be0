START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_uploaded_table DROP CONSTRAINT pk_registry_uploaded_table;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_uploaded_table ADD part integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_uploaded_table ADD at timestamp with time zone NOT NULL DEFAULT TIMESTAMPTZ '-infinity';
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_import ADD parts integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_import ADD parts_done integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_import ADD present integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_import ADD refused integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_import ADD written integer NOT NULL DEFAULT 0;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    ALTER TABLE registry_uploaded_table ADD CONSTRAINT pk_registry_uploaded_table PRIMARY KEY (inst_id, import_id, part);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    CREATE TABLE registry_import_findings (
        inst_id uuid NOT NULL,
        import_id uuid NOT NULL,
        piece integer NOT NULL,
        at timestamp with time zone NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_registry_import_findings PRIMARY KEY (inst_id, import_id, piece)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173015_LongImports') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122173015_LongImports', '10.0.14');
    END IF;
END $EF$;
COMMIT;

