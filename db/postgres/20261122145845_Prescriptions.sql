START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE TABLE prescriptions_event (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        seq integer NOT NULL,
        at timestamp with time zone NOT NULL,
        actor character varying(200) NOT NULL,
        kind character varying(40) NOT NULL,
        data text NOT NULL,
        CONSTRAINT pk_prescriptions_event PRIMARY KEY (person_id, rx_id, seq),
        CONSTRAINT fk_prescriptions_event_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE TABLE prescriptions_file (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        digest character varying(64) NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT pk_prescriptions_file PRIMARY KEY (person_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE TABLE prescriptions_holding (
        inst_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        person_id uuid NOT NULL,
        since timestamp with time zone NOT NULL,
        is_open boolean NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_holding PRIMARY KEY (inst_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE TABLE prescriptions_number (
        inst_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        hosp_rxno character varying(40) NOT NULL,
        handle character varying(8) NOT NULL,
        person_id uuid NOT NULL,
        CONSTRAINT pk_prescriptions_number PRIMARY KEY (inst_id, rx_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE TABLE prescriptions_prescription (
        person_id uuid NOT NULL,
        rx_id uuid NOT NULL,
        inst_id uuid NOT NULL,
        hosp_rxno character varying(40) NOT NULL,
        handle character varying(8) NOT NULL,
        visit_id uuid NOT NULL,
        prescriber character varying(30) NOT NULL,
        text text NOT NULL,
        state character varying(32) NOT NULL,
        pharmacist character varying(30),
        holder uuid,
        is_to_be_revoked boolean NOT NULL,
        valid_until timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_prescription PRIMARY KEY (person_id, rx_id),
        CONSTRAINT fk_prescriptions_prescription_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE INDEX ix_prescriptions_holding_inst_id_is_open_since ON prescriptions_holding (inst_id, is_open, since);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE UNIQUE INDEX ix_prescriptions_number_inst_id_handle ON prescriptions_number (inst_id, handle);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    CREATE UNIQUE INDEX ix_prescriptions_number_inst_id_hosp_rxno ON prescriptions_number (inst_id, hosp_rxno);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122145845_Prescriptions') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122145845_Prescriptions', '10.0.14');
    END IF;
END $EF$;
COMMIT;

