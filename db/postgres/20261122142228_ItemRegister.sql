START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122142228_ItemRegister') THEN
    ALTER TABLE prices_item ADD offline_item character varying(50);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122142228_ItemRegister') THEN
    ALTER TABLE prices_item ADD proposal_id uuid;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122142228_ItemRegister') THEN
    ALTER TABLE prices_item ADD unit character varying(20);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122142228_ItemRegister') THEN
    CREATE TABLE prices_item_term (
        area character varying(6) NOT NULL,
        code character varying(50) NOT NULL,
        number integer NOT NULL,
        stage character varying(32) NOT NULL,
        effective_on date NOT NULL,
        trial_until date,
        ceiling bigint,
        document character varying(100) NOT NULL,
        decided_by character varying(200) NOT NULL,
        decided_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_prices_item_term PRIMARY KEY (area, code, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122142228_ItemRegister') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122142228_ItemRegister', '10.0.14');
    END IF;
END $EF$;
COMMIT;

