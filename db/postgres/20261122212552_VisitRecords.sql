START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    ALTER TABLE visits_visit ADD proof_diagnosis character varying(20);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    ALTER TABLE visits_visit ADD proof_on date;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    ALTER TABLE visits_visit ADD proof_source character varying(20);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    ALTER TABLE visits_visit ADD symptoms character varying(250);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    ALTER TABLE visits_visit ADD turned_offline boolean NOT NULL DEFAULT FALSE;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    CREATE TABLE visits_record (
        person_id uuid NOT NULL,
        visit_id uuid NOT NULL,
        number integer NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        content text NOT NULL,
        CONSTRAINT pk_visits_record PRIMARY KEY (person_id, visit_id, number),
        CONSTRAINT fk_visits_record_visits_visit_person_id_visit_id FOREIGN KEY (person_id, visit_id) REFERENCES visits_visit (person_id, visit_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122212552_VisitRecords') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122212552_VisitRecords', '10.0.14');
    END IF;
END $EF$;
COMMIT;

