START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE TABLE publicservice_consultation (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        area character varying(6) NOT NULL,
        "group" character varying(32) NOT NULL,
        asked_at timestamp with time zone NOT NULL,
        answer character varying(1000),
        answered_by character varying(200),
        answered_role character varying(20),
        answered_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_consultation PRIMARY KEY (inst_id, number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE TABLE publicservice_duty (
        inst_id uuid NOT NULL,
        duty_id uuid NOT NULL,
        practitioner character varying(50) NOT NULL,
        kind character varying(20) NOT NULL,
        starts_at timestamp with time zone NOT NULL,
        ends_at timestamp with time zone NOT NULL,
        entered_by character varying(200) NOT NULL,
        entered_at timestamp with time zone NOT NULL,
        removed_by character varying(200),
        removed_at timestamp with time zone,
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_duty PRIMARY KEY (inst_id, duty_id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE TABLE publicservice_publication (
        id uuid NOT NULL,
        kind character varying(32) NOT NULL,
        area character varying(6) NOT NULL,
        title character varying(200) NOT NULL,
        text character varying(4000) NOT NULL,
        effective_on date NOT NULL,
        effective_to date,
        state character varying(32) NOT NULL,
        office character varying(20) NOT NULL,
        drafted_by character varying(200) NOT NULL,
        drafted_at timestamp with time zone NOT NULL,
        published_by character varying(200),
        published_at timestamp with time zone,
        withdrawn_by character varying(200),
        withdrawn_at timestamp with time zone,
        withdrawn_reason character varying(500),
        version integer NOT NULL,
        CONSTRAINT pk_publicservice_publication PRIMARY KEY (id)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE TABLE publicservice_consultation_words (
        inst_id uuid NOT NULL,
        number character varying(18) NOT NULL,
        name character varying(50) NOT NULL,
        contact character varying(100) NOT NULL,
        topic character varying(100) NOT NULL,
        question character varying(1000) NOT NULL,
        CONSTRAINT pk_publicservice_consultation_words PRIMARY KEY (inst_id, number),
        CONSTRAINT "fk_publicservice_consultation_words_publicservice_consultation~" FOREIGN KEY (inst_id, number) REFERENCES publicservice_consultation (inst_id, number) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE TABLE publicservice_publication_clause (
        publication_id uuid NOT NULL,
        number integer NOT NULL,
        area character varying(6) NOT NULL,
        document_id character varying(100) NOT NULL,
        anchor character varying(100) NOT NULL,
        document character varying(200) NOT NULL,
        article character varying(200) NOT NULL,
        CONSTRAINT pk_publicservice_publication_clause PRIMARY KEY (publication_id, number),
        CONSTRAINT "fk_publicservice_publication_clause_publicservice_publication_~" FOREIGN KEY (publication_id) REFERENCES publicservice_publication (id) ON DELETE CASCADE
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE INDEX ix_publicservice_consultation_inst_id_answered_at ON publicservice_consultation (inst_id, answered_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE INDEX ix_publicservice_consultation_number ON publicservice_consultation (number);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE INDEX ix_publicservice_duty_inst_id_ends_at ON publicservice_duty (inst_id, ends_at);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    CREATE INDEX ix_publicservice_publication_kind_area ON publicservice_publication (kind, area);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261122122517_PublicService') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261122122517_PublicService', '10.0.14');
    END IF;
END $EF$;
COMMIT;

