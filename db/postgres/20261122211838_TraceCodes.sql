START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE TABLE prescriptions_goods_record (
        inst_id uuid NOT NULL,
        record_id uuid NOT NULL,
        is_return boolean NOT NULL,
        person_id uuid,
        settlement_id uuid,
        item_code character varying(50) NOT NULL,
        bchno character varying(30) NOT NULL,
        document character varying(60) NOT NULL,
        is_split boolean NOT NULL,
        count_ten_thousandths bigint NOT NULL,
        moved_at timestamp with time zone NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        codes text NOT NULL,
        details text NOT NULL,
        actor character varying(200) NOT NULL,
        withdrawn_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_goods_record PRIMARY KEY (inst_id, record_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE TABLE prescriptions_trace_code (
        code character varying(30) NOT NULL,
        state character varying(32) NOT NULL,
        is_split boolean NOT NULL,
        inst_id uuid,
        person_id uuid,
        settlement_id uuid,
        document character varying(60),
        at timestamp with time zone NOT NULL,
        version integer NOT NULL,
        CONSTRAINT pk_prescriptions_trace_code PRIMARY KEY (code)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE TABLE prescriptions_trace_event (
        code character varying(30) NOT NULL,
        seq integer NOT NULL,
        at timestamp with time zone NOT NULL,
        move character varying(32) NOT NULL,
        inst_id uuid NOT NULL,
        person_id uuid,
        settlement_id uuid,
        sale_id uuid,
        document character varying(60) NOT NULL,
        is_split boolean NOT NULL,
        item_code character varying(50),
        bchno character varying(30),
        actor character varying(200) NOT NULL,
        CONSTRAINT pk_prescriptions_trace_event PRIMARY KEY (code, seq)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE TABLE prescriptions_trace_line (
        person_id uuid NOT NULL,
        settlement_id uuid NOT NULL,
        code character varying(30) NOT NULL,
        feedetl_sn character varying(30),
        CONSTRAINT pk_prescriptions_trace_line PRIMARY KEY (person_id, settlement_id, code),
        CONSTRAINT fk_prescriptions_trace_line_platform_person_anchor_person_id FOREIGN KEY (person_id) REFERENCES platform_person_anchor (person_id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE INDEX ix_prescriptions_goods_record_inst_id_bchno ON prescriptions_goods_record (inst_id, bchno);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE INDEX ix_prescriptions_goods_record_person_id ON prescriptions_goods_record (person_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    CREATE INDEX ix_prescriptions_trace_event_person_id ON prescriptions_trace_event (person_id);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122211838_TraceCodes') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122211838_TraceCodes', '10.0.14');
    END IF;
END $EF$;
COMMIT;

