START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    ALTER TABLE registry_entitlement ADD recorded_at timestamp with time zone;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    ALTER TABLE registry_enrolment ADD recorded_at timestamp with time zone;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    ALTER TABLE registry_disease_registration ADD recorded_at timestamp with time zone;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    CREATE TABLE platform_staff_record (
        name character varying(200) NOT NULL,
        role character varying(50) NOT NULL,
        regions text NOT NULL,
        institution text,
        token character varying(64),
        password character varying(64),
        code character varying(64),
        own_password text,
        version integer NOT NULL,
        CONSTRAINT pk_platform_staff_record PRIMARY KEY (name)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    CREATE TABLE platform_used_code (
        name character varying(200) NOT NULL,
        step bigint NOT NULL,
        CONSTRAINT pk_platform_used_code PRIMARY KEY (name)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122140716_StaffRecordsAndInsuredFacts') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122140716_StaffRecordsAndInsuredFacts', '10.0.14');
    END IF;
END $EF$;
COMMIT;

