START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173714_ConsultationAsker') THEN
    CREATE TABLE publicservice_asker (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        person_id uuid NOT NULL,
        entered_by character varying(200) NOT NULL,
        entered_at timestamp with time zone NOT NULL,
        CONSTRAINT pk_publicservice_asker PRIMARY KEY (inst_id, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122173714_ConsultationAsker') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122173714_ConsultationAsker', '10.0.14');
    END IF;
END $EF$;
COMMIT;

